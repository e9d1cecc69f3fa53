"""A calendar on a CalDAV server, with who asks for it."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

import httpx

from meishi.appointments.models import ExternalCalendar
from meishi.formats.busy import MAX_BYTES
from meishi.lib.outgoing.client import Answer, Limits, send
from meishi.lib.outgoing.errors import AddressUnusable
from meishi.lib.outgoing.urls import parsed
from meishi.lib.sealing import unsealed

PURPOSE = "calendar address"
XML = "application/xml; charset=utf-8"
LIMITS = Limits(max_bytes=MAX_BYTES)


@dataclass(frozen=True, slots=True)
class Remote:
    """Where the calendar is, and the header by which its server knows us."""

    address: str
    named: str = field(repr=False)

    def asked(
        self,
        method: str,
        *,
        entry: str = "",
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return the answer about the calendar, or about the entry with that UID in it.

        Raises OutgoingError.
        """
        sent = {"Authorization": self.named, **(headers or {})}
        address = self._address_of(entry) if entry else self.address
        return send(method, address, headers=sent, body=body, limits=LIMITS)

    def described(self, what: bytes, depth: int = 0) -> bytes:
        """Return what the server says of the address, and of what is in it.

        Raises OutgoingError.
        """
        headers = {"Content-Type": XML, "Depth": str(depth)}
        return self.asked("PROPFIND", body=what, headers=headers).expected(207).body

    def led_to(self, link: str) -> "Remote | None":
        """Return where a link of the server leads, or None where that is another one.

        Another server must not see the password.
        """
        here = parsed(self.address)
        try:
            there = parsed(str(here.join(link)))
        except (httpx.InvalidURL, AddressUnusable):
            return None
        is_same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
        return replace(self, address=str(there)) if is_same else None

    def _address_of(self, uid: str) -> str:
        url = parsed(self.address)
        name = f"{quote(uid, safe='')}.ics".encode()
        path, mark, query = url.raw_path.partition(b"?")
        return str(
            url.copy_with(raw_path=path.rstrip(b"/") + b"/" + name + mark + query)
        )


def opened(calendar: ExternalCalendar) -> Remote:
    """Return the calendar's other end. Raises Unsealable."""
    password = unsealed(calendar.password, purpose=PURPOSE)
    named = b64encode(f"{calendar.username}:{password}".encode()).decode()
    address = unsealed(calendar.address, purpose=PURPOSE)
    return Remote(address, f"Basic {named}")
