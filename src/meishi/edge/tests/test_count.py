import pytest

from meishi.edge.count import source_of, weigh, why_not
from meishi.edge.request import Request
from meishi.formats.tests.test_agent import ANDROID, IPHONE

PLAIN = Request("GET", "/alice", user_agent=IPHONE)


@pytest.mark.parametrize(
    ("changes", "kind", "drop"),
    [
        ({"method": "HEAD"}, "view", "head"),
        ({"dnt": "1"}, "view", "do-not-track"),
        ({"dnt": "0"}, "view", None),
        ({"sec_gpc": "1"}, "tap", "global-privacy-control"),
        ({"purpose": "prefetch"}, "view", "prefetch"),
        ({"sec_purpose": "prefetch;prerender"}, "view", "prefetch"),
        ({"sec_fetch_dest": "image"}, "view", "not-a-document"),
        ({"sec_fetch_dest": "document"}, "view", None),
        ({"sec_fetch_dest": "iframe"}, "view", None),
        ({"sec_fetch_dest": "empty"}, "tap", None),
        ({"if_none_match": '"x"'}, "view", None),
    ],
)
def test_what_is_not_counted_has_a_reason(changes, kind, drop):
    assert why_not(PLAIN._replace(**changes), kind) == drop


def test_a_dropped_request_leaves_no_line():
    assert weigh(PLAIN._replace(dnt="1"), "k3x9", "view") == (b"", "do-not-track")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (IPHONE, b"ios person"),
        (ANDROID, b"android person"),
        ("WhatsApp/2.25.20.78 A", b"other bot"),
        ("", b"other bot"),
    ],
)
def test_bots_are_told_apart(agent, words):
    line, _ = weigh(PLAIN._replace(user_agent=agent), "k3x9", "view")
    assert line == b"k3x9 view - %s - -\n" % words


@pytest.mark.parametrize(
    ("changes", "source"),
    [
        ({}, ""),
        ({"referer": "https://www.example.com/a?b=c"}, "example.com"),
        ({"referer": "https://EXAMPLE.com:8443/"}, "example.com"),
        ({"referer": "android-app://com.example.app/"}, "com.example.app"),
        ({"referer": "https://cards.example.com/bob", "host": "cards.example.com"}, ""),
        ({"referer": "http://localhost:8000/x", "host": "localhost:8000"}, ""),
        ({"referer": "https://[::1"}, ""),
        ({"referer": "https://exa mple.com/"}, ""),
        ({"referer": "https://x" + "x" * 100 + ".example/"}, ""),
        ({"query": "via=qr", "referer": "https://example.com/"}, "qr"),
        ({"query": "via=mail"}, ""),
        ({"query": "&".join(["a=b"] * 50) + "&via=qr"}, ""),
    ],
)
def test_the_source_is_another_site_or_a_scan(changes, source):
    assert source_of(PLAIN._replace(**changes)) == source
