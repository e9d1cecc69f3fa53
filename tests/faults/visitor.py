"""Somebody at a browser without script: keeps cookies, fills in forms."""

import html
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import Cookie, CookieJar

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Seen:
    """What came back, after redirects. Status 0: nobody answered."""

    status: int
    text: str = ""
    url: str = ""


class Visitor:
    """A session with the site at that address."""

    def __init__(self, url):
        self.url = url
        self.jar = CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(cookies)

    def be(self, session):
        """Be whoever that session belongs to."""
        host = urllib.parse.urlsplit(self.url).hostname
        place = (None, False, f"{host}.local" if "." not in host else host)
        place += (False, False, "/", True)
        rest = (False, None, False, None, None, {})
        self.jar.set_cookie(Cookie(0, "sessionid", session, *place, *rest))

    def get(self, path):
        return self._open(path, None)

    def post(self, path, **fields):
        """Send a form with the token that the front page gave."""
        front = self.get("/")
        token = TOKEN.search(front.text)
        if not token:
            return front
        fields["csrfmiddlewaretoken"] = token[1]
        return self._open(path, urllib.parse.urlencode(fields).encode())

    def _open(self, path, data):
        try:
            with self.opener.open(self.url + path, data, timeout=30) as answer:
                return self._seen(answer)
        except urllib.error.HTTPError as error:
            return self._seen(error)
        except OSError:
            return Seen(0)

    def _seen(self, answer):
        return Seen(answer.status, html.unescape(answer.read().decode()), answer.url)
