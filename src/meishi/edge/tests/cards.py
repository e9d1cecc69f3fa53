"""The cast as bundles."""

from meishi.formats.bundle import Bundle, ScanTarget, make_part

POLICY = ("content-security-policy", "default-src 'none'; connect-src 'self'")
HTML = "text/html; charset=utf-8"
ENGLISH = b"<h1>Alice</h1>" + b"<p>Good day</p>" * 40
JAPANESE = "<h1>アリス</h1>".encode() * 40
VCARD3 = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Alice\r\nEND:VCARD\r\n"
VCARD4 = VCARD3.replace(b"3.0", b"4.0")

ALICE = Bundle(
    card="k3x9",
    edition=1,
    state="published",
    languages=("en", "ja"),
    parts={
        "page": make_part(HTML, ENGLISH, (POLICY,)),
        "page:ja": make_part(HTML, JAPANESE, (POLICY,)),
        "vcard3": make_part("text/vcard; charset=utf-8", VCARD3),
        "vcard4": make_part("text/vcard; charset=utf-8", VCARD4),
        "jcard": make_part("application/vcard+json", b'["vcard"]'),
        "jscontact": make_part("application/jscontact+json", b'{"@type":"Card"}'),
        "qr.svg": make_part("image/svg+xml", b"<svg/>"),
        "qr.png": make_part("image/png", b"PNG", compress=False),
    },
    targets=("link-1",),
)
SECOND = Bundle(
    card="k3x9",
    edition=2,
    state="published",
    languages=("en",),
    parts={"page": make_part(HTML, ENGLISH.replace(b"day", b"bye"), (POLICY,))},
)
MOVED = Bundle(card="k3x9", edition=1, state="moved", location="alice")
GONE = Bundle(card="b0b0", edition=1, state="gone")
SCAN = ScanTarget("7K3M9", "/alice", "k3x9")
