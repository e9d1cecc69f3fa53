import gzip

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meishi.edge.request import Request
from meishi.edge.respond import respond
from meishi.edge.store import bundle_path, write_bundle, write_page
from meishi.edge.tests import cards
from meishi.formats.bundle import Bundle, make_part
from meishi.formats.tests.test_agent import ANDROID, IPAD, IPHONE, MAC, WINDOWS


@pytest.fixture
def ask(store):
    def ask(path, method="GET", **headers):
        path, _, query = path.partition("?")
        return respond(Request(method, path, query, **headers), store)

    return ask


def told(reply, name):
    return dict(reply.headers).get(name)


def test_a_page_is_served_as_it_was_compiled(ask):
    reply = ask("/alice")
    assert (reply.status, reply.body) == (200, cards.ENGLISH)
    assert told(reply, "content-type") == cards.HTML
    assert told(reply, "content-length") == str(len(cards.ENGLISH))
    assert told(reply, "cache-control") == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize(
    ("accept", "name", "decompress"),
    [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)],
)
def test_a_page_is_sent_compressed(ask, accept, name, decompress):
    reply = ask("/alice", accept_encoding=accept)
    assert told(reply, "content-encoding") == name
    assert told(reply, "content-length") == str(len(reply.body))
    assert decompress(reply.body) == cards.ENGLISH


def test_each_encoding_is_revalidated_by_its_own_strong_validator(ask):
    plain, packed = ask("/alice"), ask("/alice", accept_encoding="br")
    etag = told(packed, "etag")
    assert etag.startswith('"')
    assert etag != told(plain, "etag")
    again = ask("/alice", accept_encoding="br", if_none_match=f'"x", W/{etag}')
    assert (again.status, again.body) == (304, b"")
    assert ask("/alice", if_none_match=etag).status == 200


def test_a_304_says_what_the_200_said(ask):
    full = dict(ask("/alice").headers)
    short = dict(ask("/alice", if_none_match="*").headers)
    assert short == {
        k: full[k] for k in full if k not in ("content-type", "content-length")
    }


def test_head_sends_the_headers_of_get_and_no_body(ask):
    get, head = (
        ask("/alice", accept_encoding="br"),
        ask("/alice", "HEAD", accept_encoding="br"),
    )
    assert (head.status, head.headers, head.body) == (200, get.headers, b"")


def test_a_page_is_chosen_by_language(ask):
    reply = ask("/alice", accept_language="ja-JP")
    assert reply.body == cards.JAPANESE
    assert told(reply, "content-language") == "ja"
    assert told(reply, "vary") == "accept-encoding, accept-language"


def test_a_page_in_one_language_does_not_vary_by_it(ask, root):
    write_bundle(root, "alice", cards.SECOND)
    assert told(ask("/alice"), "vary") == "accept-encoding"


@pytest.mark.parametrize(
    "path",
    [
        "/alice",
        "/alice.vcf",
        "/alice.json",
        "/alice/qr.svg",
        "/alicia",
        "/bob",
        "/charlie",
        "/q/7K3M9",
        "/healthz",
        "/Alice",
        "/alice/tap/link-1",
    ],
)
def test_every_reply_is_safe_and_without_a_cookie(ask, path):
    reply = ask(path)
    assert told(reply, "x-content-type-options") == "nosniff"
    assert told(reply, "referrer-policy") == "strict-origin-when-cross-origin"
    assert told(reply, "set-cookie") is None


def test_the_policy_is_that_of_the_part_or_the_strictest(ask):
    assert told(ask("/alice"), "content-security-policy") == cards.POLICY[1]
    assert "default-src 'none'" in told(ask("/alice/qr.svg"), "content-security-policy")


@pytest.mark.parametrize(
    ("path", "accept", "body"),
    [
        ("/alice.vcf", "", cards.VCARD3),
        ("/alice.vcf", "text/vcard", cards.VCARD3),
        ("/alice.vcf", "text/vcard;version=4.0", cards.VCARD4),
        ("/alice.vcf?v=4", "", cards.VCARD4),
        ("/alice.vcf?v=3", "text/vcard;version=4.0", cards.VCARD3),
        ("/alice.vcf?v=9", "", cards.VCARD3),
        ("/alice.vcf?a=1&v=4", "", cards.VCARD4),
    ],
)
def test_the_contact_file_has_the_version_asked_for(ask, path, accept, body):
    reply = ask(path, accept=accept)
    assert reply.body == body
    assert told(reply, "content-type") == "text/vcard; charset=utf-8"
    assert told(reply, "vary") == "accept, accept-encoding, user-agent"


@pytest.mark.parametrize(
    ("agent", "how"),
    [
        (IPHONE, "inline"),
        (IPAD, "inline"),
        (MAC, "inline"),
        (ANDROID, "attachment"),
        (WINDOWS, "attachment"),
        ("", "attachment"),
    ],
)
def test_apple_devices_get_the_contact_file_inline(ask, agent, how):
    reply = ask("/alice.vcf", user_agent=agent)
    assert told(reply, "content-disposition") == f'{how}; filename="alice.vcf"'


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/vcard+json"),
        ("application/jscontact+json", "application/jscontact+json"),
        (
            "application/jscontact+json;q=.5, application/vcard+json",
            "application/vcard+json",
        ),
    ],
)
def test_json_is_jcard_or_jscontact_as_accepted(ask, accept, kind):
    reply = ask("/alice.json", accept=accept)
    assert told(reply, "content-type") == kind
    assert told(reply, "vary") == "accept, accept-encoding"


def test_a_part_that_the_card_lacks_is_not_found(ask):
    assert ask("/alice/qr.png").status == 200
    assert ask("/alice/qr.pdf").status == 404


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/Alice", "/alice"),
        ("/alice/", "/alice"),
        ("/ALICE/qr.svg?a=b", "/alice/qr.svg?a=b"),
        ("/ALICE.vcf?v=4", "/alice.vcf?v=4"),
    ],
)
def test_another_spelling_leads_to_the_address_of_the_card(ask, path, canonical):
    reply = ask(path)
    assert (reply.status, told(reply, "location")) == (308, canonical)


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/alicia", "/alice"),
        ("/Alicia/", "/alice"),
        ("/alicia.vcf?v=4", "/alice.vcf?v=4"),
        ("/alicia/qr.svg", "/alice/qr.svg"),
        ("/alicia?a=\r\nset-cookie:x", "/alice"),
    ],
)
def test_an_old_handle_leads_to_the_new_one(ask, path, location):
    reply = ask(path)
    assert (reply.status, told(reply, "location")) == (301, location)
    assert told(reply, "cache-control") == "public, max-age=0, must-revalidate"


def test_a_tap_on_an_old_handle_keeps_its_method(ask):
    reply = ask("/alicia/tap/link-1", "POST")
    assert (reply.status, told(reply, "location")) == (308, "/alice/tap/link-1")


@pytest.mark.parametrize(
    ("path", "status"), [("/bob", 410), ("/charlie", 404), ("/q/NONE", 404)]
)
def test_what_is_not_there_is_said_with_a_page(ask, root, path, status):
    assert b"<h1>" in ask(path).body
    page = make_part(cards.HTML, b"<h1>Hello, visitor</h1>")
    write_page(root, str(status), Bundle("", 1, "published", parts={"page": page}))
    reply = ask(path)
    assert (reply.status, reply.body) == (status, b"<h1>Hello, visitor</h1>")
    assert told(reply, "etag") is None


def test_a_page_without_content_gives_way_to_the_one_built_in(ask, root):
    write_page(root, "404", Bundle("", 1, "published"))
    assert b"There is no card here" in ask("/charlie").body


def test_a_page_that_is_not_there_is_in_the_visitors_language(ask, root):
    parts = {
        "page": make_part(cards.HTML, b"No"),
        "page:de": make_part(cards.HTML, b"Nein"),
    }
    write_page(root, "404", Bundle("", 1, "published", "", ("en", "de"), parts))
    assert ask("/charlie", accept_language="de").body == b"Nein"


@pytest.mark.parametrize("code", ["/q/7K3M9", "/Q/7K3M9", "/q/7k3m9"])
def test_a_scan_leads_to_its_target_each_time_anew(ask, code):
    reply = ask(code, user_agent=IPHONE)
    assert (reply.status, told(reply, "location")) == (302, "/alice")
    assert told(reply, "cache-control") == "no-store"
    assert reply.hit == b"k3x9 scan 7K3M9 ios person - -\n"


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("POST", "/alice", "GET, HEAD"),
        ("OPTIONS", "/alice.vcf", "GET, HEAD"),
        ("DELETE", "/q/7K3M9", "GET, HEAD"),
        ("GET", "/alice/tap/link-1", "POST"),
        ("PUT", "/healthz", "GET, HEAD"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(ask, method, path, allow):
    reply = ask(path, method)
    assert (reply.status, told(reply, "allow")) == (405, allow)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/accounts/login/",
        "/admin",
        "/cards",
        "/static/app.css",
        "/favicon.ico",
        "/alice/edit",
        "/al",
        "/-alice",
        "/alice--b",
        "/alice/../bob",
        "/%61lice",
        "/alice\x00",
        "/älice",
        "/alice\n",
        "//alice",
        "/" + "a" * 41,
        "/a" * 5000,
        "/alice/qr.gif",
        "/alice.vcard",
        "/q/../../etc",
        "/m/../x.png",
        "",
    ],
)
def test_everything_else_is_left_to_the_application(ask, path):
    assert ask(path) is None


def test_health_is_answered_without_a_card(ask):
    assert ask("/healthz").body == b"ok"
    assert ask("/healthz", "HEAD").body == b""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/alice", b"k3x9 view - ios person example.com de\n"),
        ("/alice?via=qr", b"k3x9 view - ios person qr de\n"),
        ("/alice.vcf", b"k3x9 save - ios person example.com de\n"),
        ("/alice.json", b""),
        ("/alice/qr.svg", b""),
        ("/charlie", b""),
        ("/alicia", b""),
    ],
)
def test_a_visit_and_a_save_are_counted_and_nothing_else(ask, path, line):
    reply = ask(
        path,
        user_agent=IPHONE,
        referer="https://example.com/x",
        accept_language="de-CH",
    )
    assert reply.hit == line


def test_a_tap_on_a_link_of_the_card_is_counted(ask):
    reply = ask("/alice/tap/link-1", "POST", user_agent=ANDROID)
    assert (reply.status, reply.body) == (204, b"")
    assert reply.hit == b"k3x9 tap link-1 android person - -\n"
    assert ask("/alice/tap/link-2", "POST").status == 404


def test_a_card_that_cannot_be_read_is_unavailable_for_a_while(ask, root):
    bundle_path(root, "alice").write_bytes(b"MEISHI-BUNDLE 1 torn")
    reply = ask("/alice")
    assert (reply.status, told(reply, "retry-after")) == (503, "30")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    root = tmp_path_factory.mktemp("public")
    write_bundle(root, "alice", cards.ALICE)
    return root


texts = st.text(max_size=30)
paths = (
    st.builds(
        "".join,
        st.lists(
            st.sampled_from(
                ["/", "alice", ".vcf", "q", "m", "tap", "..", "%2e", "\0", "é", "-"]
            )
        ),
    )
    | texts
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=paths,
    headers=st.lists(texts, max_size=12),
    method=st.sampled_from(["GET", "POST", "HEAD", "É"]),
)
def test_no_request_fails(published, path, headers, method):
    from meishi.edge.folder import FolderStore

    reply = respond(Request(method, f"/{path}", *headers), FolderStore(published))
    assert reply is None or (reply.status < 500 and "\r" not in str(reply.headers))
