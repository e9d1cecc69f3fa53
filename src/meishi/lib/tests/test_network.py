import socket

import pytest

from meishi.lib.network import (
    AddressUnusable,
    check_address,
    is_ip_address,
    reachable_host,
)


def test_a_port_in_use_is_told_in_words_with_another_to_take():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(AddressUnusable, match=f"--port {port + 1}"):
            check_address("127.0.0.1", port)


def test_an_address_of_another_machine_is_told_in_words():
    with pytest.raises(AddressUnusable, match="not an address of this machine"):
        check_address("192.0.2.1", 8000)


def test_a_free_port_is_fine():
    check_address("127.0.0.1", 0)


@pytest.mark.parametrize(
    ("host", "reachable"),
    [("127.0.0.1", "127.0.0.1"), ("::1", "[::1]"), ("cards.example", "cards.example")],
)
def test_a_host_is_written_as_addresses_write_it(host, reachable):
    assert reachable_host(host) == reachable


def test_listening_everywhere_a_machine_has_an_address_that_others_reach():
    found = reachable_host("0.0.0.0")
    assert found == "localhost" or is_ip_address(found)
