"""The pages of last resort, for when no better ones were compiled."""

from base64 import b64encode
from hashlib import sha256

from meishi.formats.bundle import Bundle, make_part

STYLE = (
    ":root{color-scheme:light dark}body{font:1.125rem/1.5 system-ui,sans-serif;"
    "max-width:30rem;margin:20vh auto;padding:0 1.5rem}h1{font-size:1.5rem}"
)
PAGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width">'
    "<title>{title}</title><style>{style}</style><h1>{title}</h1><p>{text}</p></html>"
)
DIGEST = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{DIGEST}'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
WORDS = {
    "404": ("There is no card here", "Check the address, or scan the code again."),
    "410": ("This card is not published", "Its owner has taken it down."),
    "503": ("This card cannot be shown just now", "Try again in a minute."),
}


def _page(title: str, text: str) -> Bundle:
    html = PAGE.format(title=title, text=text, style=STYLE).encode()
    headers = (("content-security-policy", POLICY),)
    part = make_part("text/html; charset=utf-8", html, headers)
    return Bundle("", 0, "published", languages=("en",), parts={"page": part})


BUILT_IN: dict[str, Bundle] = {name: _page(*words) for name, words in WORDS.items()}
