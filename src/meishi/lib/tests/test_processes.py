from meishi.lib.processes import Child, Supervisor, start_apart


def test_what_a_process_answers_arrives():
    assert start_apart(lambda: "done")() == "done"


def fail():
    raise SystemExit(3)


def test_a_process_that_fails_answers_nothing():
    assert start_apart(fail)() is None


def test_a_child_that_keeps_dying_is_started_ever_more_slowly():
    died = []
    child = Child("restless", lambda: 1)
    supervisor = Supervisor([child], lambda child, status: died.append(status))

    def count(child, status):
        died.append(status)
        supervisor.is_stopping = len(died) == 3

    supervisor.on_death = count
    supervisor.start()
    supervisor.mind()
    assert died == [1, 1, 1]
    assert child.due - child.started > 0.5
