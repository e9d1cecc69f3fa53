import gzip
import logging
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from meishi.lib.outgoing import client
from meishi.lib.outgoing.client import Limits, get, send
from meishi.lib.outgoing.errors import (
    AddressRefused,
    AnswerUnreadable,
    CertificateWrong,
    HostUnknown,
    HostUnreachable,
    PortRefused,
    RedirectRefused,
    StatusUnexpected,
    TooLarge,
    TooSlow,
)
from meishi.lib.outgoing.tests.server import running

SHORT = Limits(connect=1, read=0.2, total=0.4, max_bytes=100_000)
SMALL = Limits(max_bytes=100_000)


def resolving_to(*answers):
    """A name server that gives these answers, one after the other."""
    left = list(answers)
    return lambda host, port: [left.pop(0)]


def test_an_answer_comes_back(site, loopback):
    site.gives("/a", b"hello", Content_Type="text/plain")
    answer = get(f"{site.url}/a")

    assert (answer.status, answer.body) == (200, b"hello")
    assert answer.headers["content-type"] == "text/plain"
    assert site.headers[0]["Host"] == f"localhost:{site.port}"
    assert site.headers[0]["User-Agent"].startswith("Meishi/")


def test_a_body_is_sent_by_any_method(site, loopback):
    site.gives("/a", status=201)
    answer = send("PUT", f"{site.url}/a", body=b"x" * 5, headers={"If-Match": '"1"'})

    assert answer.status == 201
    assert (site.headers[0]["Content-Length"], site.headers[0]["If-Match"]) == (
        "5",
        '"1"',
    )


def test_loopback_is_refused_unless_the_operator_allows_it(site):
    site.gives("/a")
    with pytest.raises(AddressRefused, match="localhost is not an address on the"):
        get(f"{site.url}/a")
    assert site.asked == []


def test_a_name_is_resolved_once_so_a_second_answer_leads_nowhere(site, loopback):
    site.gives("/a", b"ours")
    rebinding = resolving_to("127.0.0.1", "10.0.0.1")
    answer = send("GET", f"http://example.com:{site.port}/a", resolve=rebinding)

    assert answer.body == b"ours"
    assert site.headers[0]["Host"] == f"example.com:{site.port}"


def test_each_redirect_is_checked_anew(site, loopback):
    site.gives("/a", status=302, Location=f"http://example.com:{site.port}/b")
    site.gives("/b", b"inside")
    with pytest.raises(AddressRefused, match=r"example\.com"):
        send("GET", f"{site.url}/a", resolve=resolving_to("127.0.0.1", "10.0.0.1"))
    assert site.asked == ["GET /a"]


def test_a_redirect_to_a_private_address_is_refused(site, settings):
    settings.OUTGOING_ALLOWED_NETWORKS = ["127.0.0.1/32"]
    site.gives("/a", status=302, Location="http://169.254.169.254/latest/meta-data/")
    with pytest.raises(AddressRefused):
        get(f"{site.url}/a")


def test_three_redirects_are_followed_and_no_more(site, loopback):
    for number in range(4):
        site.gives(f"/{number}", status=301, Location=f"/{number + 1}")
    site.gives("/4", b"here")

    assert get(f"{site.url}/1").url == f"{site.url}/4"
    with pytest.raises(RedirectRefused):
        get(f"{site.url}/0")


def test_what_changes_something_follows_no_redirect(site, loopback):
    site.gives("/a", status=307, Location="/b")
    with pytest.raises(RedirectRefused):
        send("PUT", f"{site.url}/a", body=b"x")


def test_secrets_are_not_handed_on_to_another_server(site, loopback):
    with running() as other:
        site.gives("/a", status=302, Location=f"{other.url}/b")
        other.gives("/b")
        send("GET", f"{site.url}/a", headers={"Authorization": "Basic c2VjcmV0"})
        assert "Authorization" in site.headers[0]
        assert "Authorization" not in other.headers[0]


def test_cookies_are_neither_kept_nor_sent(site, loopback):
    site.gives("/a", status=302, Location="/b", Set_Cookie="spy=1; Path=/")
    site.gives("/b")
    get(f"{site.url}/a")

    assert "Cookie" not in site.headers[1]


def test_proxies_of_the_environment_are_not_used(site, loopback, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.gives("/a", b"direct")

    assert get(f"{site.url}/a").body == b"direct"


def test_a_strange_port_of_a_public_server_is_refused():
    with pytest.raises(PortRefused, match=r"Port 22 of example\.com"):
        send("GET", "http://example.com:22/", resolve=resolving_to("8.8.8.8"))


def test_a_server_that_drips_is_left(site, loopback):
    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(50):
            handler.wfile.write(b"x")
            time.sleep(0.05)

    site.answers["/a"] = drip
    with pytest.raises(TooSlow, match="localhost took too long"):
        get(f"{site.url}/a", SHORT)


def test_a_server_that_drips_its_headers_is_left(site, loopback):
    def drip(handler):
        for _ in range(50):
            handler.wfile.write(b"H")
            time.sleep(0.05)

    site.answers["/a"] = drip
    with pytest.raises(TooSlow):
        get(f"{site.url}/a", SHORT)


def test_a_server_that_says_nothing_is_left(site, loopback):
    site.answers["/a"] = lambda handler: time.sleep(1)
    with pytest.raises(TooSlow):
        get(f"{site.url}/a", SHORT)


def test_an_endless_body_is_cut(site, loopback):
    sent = []

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        while len(sent) < 1000:
            handler.wfile.write(b"x" * 65_536)
            sent.append(1)

    site.answers["/a"] = endless
    with pytest.raises(TooLarge, match="more than 97 KB"):
        get(f"{site.url}/a", SMALL)
    assert len(sent) < 1000


def test_a_bomb_is_not_unpacked(site, loopback):
    bomb = gzip.compress(bytes(50_000_000))
    site.gives("/a", bomb, Content_Encoding="gzip")

    assert len(bomb) < SMALL.max_bytes
    with pytest.raises(TooLarge):
        get(f"{site.url}/a", SMALL)


def test_a_packed_answer_is_unpacked(site, loopback):
    site.gives("/a", gzip.compress(b"hello" * 1000), Content_Encoding="gzip")
    assert get(f"{site.url}/a").body == b"hello" * 1000


def test_a_packing_that_was_not_asked_for_is_refused(site, loopback):
    site.gives("/a", b"\x00", Content_Encoding="br")
    site.gives("/b", b"no gzip", Content_Encoding="gzip")
    for path in ("/a", "/b"):
        with pytest.raises(AnswerUnreadable):
            get(f"{site.url}{path}")


def test_what_is_no_web_server_is_said_to_be_none(site, loopback):
    site.answers["/a"] = lambda handler: handler.wfile.write(b"SSH-2.0-x\r\n\r\n")
    with pytest.raises(AnswerUnreadable, match="did not answer as a web server"):
        get(f"{site.url}/a")


def test_endless_headers_are_refused(site, loopback):
    def endless(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 100_000)

    site.answers["/a"] = endless
    with pytest.raises(AnswerUnreadable):
        get(f"{site.url}/a")


@pytest.mark.parametrize(
    ("status", "words", "is_lasting"),
    [
        (404, "has nothing at this address", True),
        (403, "refuses access", True),
        (429, "wants fewer requests", False),
        (503, "answered with the error 503", False),
    ],
)
def test_what_the_server_says_is_said(site, loopback, status, words, is_lasting):
    site.gives("/a", status=status)
    with pytest.raises(StatusUnexpected, match=words) as caught:
        get(f"{site.url}/a")
    assert caught.value.is_lasting is is_lasting


def test_nobody_there_is_said(loopback):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(HostUnreachable, match="localhost cannot be reached"):
            get(f"http://localhost:{closed.getsockname()[1]}/")


def test_the_next_address_of_a_host_is_tried(site, loopback):
    site.gives("/a", b"second")
    both = ["127.0.0.2", "127.0.0.1"]
    url = f"http://example.com:{site.port}/a"

    assert send("GET", url, resolve=lambda host, port: both).body == b"second"


def test_a_name_without_a_server_is_said():
    with pytest.raises(HostUnknown, match=r"no server with the name nowhere\.invalid"):
        get("https://nowhere.invalid/")


def test_nothing_but_the_host_is_written_to_the_log(site, loopback, caplog):
    site.gives("/a", status=500)
    with caplog.at_level(logging.INFO), pytest.raises(StatusUnexpected) as caught:
        get(f"{site.url}/a?token=hunter2")
    assert "hunter2" not in caplog.text + str(caught.value)


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    """Give a context for a server named localhost whom this machine believes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    both = tmp_path / "both.pem"
    both.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    monkeypatch.setenv("SSL_CERT_FILE", str(both))
    client._tls.cache_clear()
    yield context
    client._tls.cache_clear()


def test_the_certificate_has_to_name_the_host_and_not_the_address(
    loopback, certificate
):
    to_us = resolving_to("127.0.0.1", "127.0.0.1")
    with running(certificate) as site:
        site.gives("/a", b"secret")
        assert send("GET", f"{site.url}/a", resolve=to_us).body == b"secret"
        with pytest.raises(CertificateWrong, match=r"of example\.com is not valid"):
            send("GET", f"https://example.com:{site.port}/a", resolve=to_us)


def test_nothing_leads_from_an_encrypted_to_a_plain_connection(loopback, certificate):
    with running(certificate) as site:
        site.gives("/a", status=302, Location="http://localhost/")
        with pytest.raises(RedirectRefused):
            get(f"{site.url}/a")
