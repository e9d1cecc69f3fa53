"""Accounts on social networks, recognised from whatever a person pastes.

`recognise("https://m.instagram.com/ann/?igsh=1")` and `recognise("@ann",
"instagram")` both give the same account, with the address of its profile.
"""

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from meishi.formats import link
from meishi.formats.social.networks import DIGITS, NETWORKS, Network

__all__ = ["NETWORKS", "Account", "Network", "UnknownAccount", "recognise"]

# First parts of a path that are never somebody's name.
_RESERVED = """
    about accounts add ads app apps account explore events feed hashtag help home intent
    jobs legal login marketplace maps messages news p people photo photos photo.php pin
    places public
    policies post posts pricing privacy product reel reels register results search
    settings share sharer sharer.php shop shorts signin signup status stories story.php
    support t tag tags terms topics video videos watch
"""
_NOT_NAMES = frozenset(_RESERVED.split())
_FEDIVERSE = re.compile(r"@?([\w.\-]{1,100})@([\w\-]+(?:\.[\w\-]+)+)")
_DOMAIN = re.compile(r"[\w\-]+(\.[\w\-]+)*\.[^\W\d_]{2,}(:\d+)?([/?#]|$)")
_TRACKING = re.compile(r"(utm_\w+|igshid|igsh|fbclid|gclid|si|feature|ref)=")
_FEED = re.compile(r"(?i)(?:[/.?=&_\-])(?:rss|atom|feed)(?:\.xml|/|\b)")


class Account(NamedTuple):
    """An account: the key of its network ("" where none is recognised), the name,
    and the page, "" for the networks that have none."""

    network: str
    username: str
    url: str


class UnknownAccount(ValueError):
    """Not clear which account is meant. `reason` is "address" (an address that
    leads nowhere), "name" (no name of that network), "network" (which one?) or
    "host" (a federated name without its server)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def recognise(text: str, network: str = "") -> Account:
    """Return the account that `text` means, an address or a user name.

    `network` is the key of the network it is said to be on, "" to find out.
    Raises UnknownAccount.
    """
    text = text.strip()
    if not text:
        raise UnknownAccount("address")
    fediverse = _FEDIVERSE.fullmatch(text)
    if fediverse and (text.startswith("@") or _is_federated(network)):
        return _federated(network or "mastodon", fediverse[1], fediverse[2])
    if _is_address(text, network):
        return _from_address(text, network)
    if network not in NETWORKS:
        raise UnknownAccount("network")
    return _from_name(text, NETWORKS[network])


def _is_federated(key: str) -> bool:
    return key in NETWORKS and NETWORKS[key].is_federated


def _is_address(text: str, network: str) -> bool:
    if re.match(r"[A-Za-z][A-Za-z0-9+.\-]*://|(?i:mailto|tel):", text):
        return True
    if not _DOMAIN.match(text) or text.startswith("@"):
        return False
    # "ann.example" may be a name: on Bluesky, or where the network was chosen.
    return not network or network == "rss" or any(c in text for c in "/?#")


def _from_address(text: str, network: str) -> Account:
    try:
        url = link.parse(text)
    except link.BadLink as error:
        raise UnknownAccount("address") from error
    parts = urlsplit(url)
    host = _plain_host(parts.hostname or "")
    chosen = NETWORKS.get(network)
    for candidate in [chosen] if chosen else NETWORKS.values():
        is_host_known = bool(chosen) or host in candidate.hosts
        if candidate.is_federated and not is_host_known:
            continue
        account = _match(candidate, host, parts)
        if account:
            return account
    if chosen:
        return Account(network, "", url)
    if parts.path.startswith("/@") and parts.path.count("/") == 1:
        return _federated("mastodon", parts.path[2:], host)
    is_feed = bool(_FEED.search(parts.path + "?" + parts.query))
    return Account("rss" if is_feed else "", "", url)


def _match(network: Network, host: str, parts: SplitResult) -> Account | None:
    canonical = _canonical_host(network, host)
    # The longest shape first: /groups/{} before /{}.
    for address in _longest_first(network):
        username = _username(address.replace("{host}", host), canonical, parts)
        if username and _is_name(username, network, address):
            if address == network.addresses[0] or network.is_federated:
                return _written(network, address, username, host)
            return Account(network.key, username, _address(address, username, host))
    if host in network.hosts or canonical in _own_hosts(network):
        # A post or a picture: on the network, but nobody's profile.
        return Account(network.key, "", _without_tracking(parts))
    return None


@cache
def _longest_first(network: Network) -> tuple[str, ...]:
    return tuple(sorted(network.addresses, key=len, reverse=True))


@cache
def _own_hosts(network: Network) -> frozenset[str]:
    return frozenset(_plain_host(a.partition("/")[0]) for a in network.addresses)


def _without_tracking(parts: SplitResult) -> str:
    query = "&".join(q for q in parts.query.split("&") if not _TRACKING.match(q))
    return parts._replace(query=query).geturl()


def _username(address: str, host: str, parts: SplitResult) -> str:
    """Return the user name where the parts have the shape of `address`, else ""."""
    shape = urlsplit(f"https://{address}")
    shape_host = _plain_host(shape.netloc)
    found = re.fullmatch(re.escape(shape_host).replace(r"\{\}", r"([\w\-]+)"), host)
    if not found:
        return ""
    if found.groups():
        return found[1] if found[1] not in ("www", "m", "join", "app") else ""
    if shape.query:
        name = shape.query.partition("=")[0]
        values = parse_qs(parts.query).get(name, [""])
        return values[0] if parts.path.rstrip("/") == shape.path.rstrip("/") else ""
    if shape.fragment:
        return _after(shape.fragment, parts.fragment.partition("?")[0])
    return _after(shape.path, parts.path)


def _after(shape: str, path: str) -> str:
    before = shape.partition("{}")[0]
    if not path.lower().startswith(before.lower()):
        return ""
    return unquote(path[len(before) :].partition("/")[0])


def _is_name(username: str, network: Network, address: str) -> bool:
    if address != network.addresses[0]:
        return bool(re.fullmatch(r"[^\s/?#]{1,200}", username))
    is_reserved = username.lower() in _NOT_NAMES or username.endswith(".php")
    return not is_reserved and bool(re.fullmatch(network.user, username))


def _from_name(text: str, network: Network) -> Account:
    if network.key == "rss":
        raise UnknownAccount("address")
    if network.is_federated:
        raise UnknownAccount("host")
    name = _cleaned(text, network)
    if not re.fullmatch(network.user, name):
        raise UnknownAccount("name")
    if not network.addresses:
        return Account(network.key, name, "")
    return _written(network, network.addresses[0], name, "")


def _cleaned(text: str, network: Network) -> str:
    if network.user == DIGITS or text.startswith("+"):
        return re.sub(r"[\s().\-/]", "", text)
    if network.key == "matrix":
        return text
    return text.removeprefix("@").removeprefix("$").strip("/")


def _written(network: Network, address: str, username: str, host: str) -> Account:
    if network.key == "whatsapp":
        username = username.lstrip("+")
    if network.is_federated:
        shown = f"@{username.lstrip('@')}@{host}"
        return Account(network.key, shown, _address(address, username, host))
    return Account(network.key, username, _address(address, username, host))


def _federated(network: str, username: str, host: str) -> Account:
    host = host.lower()
    return _written(NETWORKS[network], NETWORKS[network].addresses[0], username, host)


def _address(address: str, username: str, host: str) -> str:
    name = quote(username, safe="@:+.-_~!$&()*,;=%#")
    url = "https://" + address.replace("{host}", host).replace("{}", name)
    try:
        return link.parse(url)
    except (
        link.BadLink
    ) as error:  # a name that cannot be a host, or a host that is none
        raise UnknownAccount("name") from error


def _plain_host(host: str) -> str:
    return re.sub(
        r"^(www|m|mobile|mbasic|touch|old|new|web)\.(?=.+\.)", "", host.lower()
    )


def _canonical_host(network: Network, host: str) -> str:
    """Return the network's own host for its other hosts, and for its countries'."""
    if network.is_federated or not network.addresses:
        return host
    own = _plain_host(network.addresses[0].partition("/")[0])
    if host in network.hosts:
        return own
    first, _, rest = host.partition(".")
    if len(first) == 2 and rest == own:  # de.linkedin.com
        return own
    name = own.partition(".")[0]  # pinterest.de, tripadvisor.co.uk
    is_country = re.fullmatch(rf"{re.escape(name)}\.(com?\.)?[a-z]{{2}}", host)
    return own if is_country and own.count(".") == 1 and len(name) > 4 else host
