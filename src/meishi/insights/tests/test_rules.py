from datetime import UTC, date
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.hit import Hit
from meishi.insights.rules.chart import bars
from meishi.insights.rules.counts import counted, days_until, zone_of
from meishi.insights.rules.links import link_names

NOON = 1_806_148_800  # 2027-03-27 12:00 UTC
FOUR_PM = NOON + 4 * 3600


def test_a_visit_belongs_to_the_day_of_the_owner():
    hit = Hit(FOUR_PM, "c1", "view")
    tokyo = counted([hit], lambda _: ZoneInfo("Asia/Tokyo"))
    utc = counted([hit], lambda _: UTC)

    assert [key[1] for key in tokyo] == [date(2027, 3, 28)]
    assert [key[1] for key in utc] == [date(2027, 3, 27)]


def test_bots_are_counted_apart_from_people():
    hits = [Hit(NOON, "c1", "view"), Hit(NOON, "c1", "view", visitor="bot")]

    assert sorted(counted(hits, lambda _: UTC).values()) == [1, 1]


def test_an_unknown_zone_is_utc():
    assert zone_of("Mars/Olympus") is zone_of("") is zone_of("../etc/passwd") is UTC


def test_thirty_days_end_today():
    days = days_until(date(2027, 3, 28), 30)

    assert (len(days), days[0], days[-1]) == (30, date(2027, 2, 27), date(2027, 3, 28))


@given(st.lists(st.integers(0, 10**9), max_size=40))
def test_bars_stay_in_their_box(counts):
    day = date(2027, 3, 28)
    for bar in bars([(day, count) for count in counts], 600, 120):
        assert 0 <= bar.y <= 120
        assert bar.x + bar.width <= 600
        assert bool(bar.height) == bool(bar.count)


def test_links_are_named_by_what_visitors_read():
    page = """<a ping="/alice/tap/a-0" href="/">My <b>shop</b></a>
    <a ping="/alice/tap/a-1" href="/" aria-label="Call"><svg></svg></a>
    <a ping="/alice/tap/a-2" href="/"><img alt="Menu"></a><a href="/">not counted</a>"""

    assert link_names(page) == {"a-0": "My shop", "a-1": "Call", "a-2": "Menu"}
