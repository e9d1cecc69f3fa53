"""The address of another server, as a person wrote it."""

import httpx
from django.utils.translation import gettext as _

from meishi.lib.outgoing import addresses
from meishi.lib.outgoing.errors import AddressUnusable

MAX_LENGTH = 2000


def parsed(text: str) -> httpx.URL:
    """Return the address, its host in lower case and ASCII, without a final dot.

    Raises AddressUnusable.
    """
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, UnicodeError) as error:
        raise AddressUnusable(_("This is not a web address.")) from error
    if url.scheme not in ("http", "https") or len(text) > MAX_LENGTH:
        raise AddressUnusable(_("A web address starts with https://."))
    if url.userinfo:
        raise AddressUnusable(
            _("Leave the user name and the password out of the address.")
        )
    host = url.raw_host.decode("ascii").rstrip(".")
    if not host or _is_odd(host):
        raise AddressUnusable(_("This is not a web address."))
    return url.copy_with(host=host, fragment=None)


def host_of(text: str) -> str:
    """Return the host of an address, all of it that may be shown or logged."""
    try:
        return httpx.URL(text).host
    except httpx.InvalidURL:
        return ""


def _is_odd(host: str) -> bool:
    """Say whether the host is a number in a spelling that only some programs read."""
    last = host.rpartition(".")[2]
    is_number = last.isdigit() or last.startswith("0x")
    return is_number and not _is_address(host)


def _is_address(host: str) -> bool:
    try:
        addresses.meant(host)
    except ValueError:
        return False
    return True
