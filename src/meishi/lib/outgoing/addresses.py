"""Which addresses of a network may be asked, whoever names them."""

from collections.abc import Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

type Address = IPv4Address | IPv6Address
type Network = IPv4Network | IPv6Network

GLOBAL_UNICAST = IPv6Network("2000::/3")  # RFC 4291, 2.4: all that is given out
NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
EXAMPLES = IPv6Network("3fff::/20")  # RFC 9637: for documentation
RELAYS = IPv4Network("192.88.99.0/24")  # RFC 7526: once led to 6to4


def meant(text: str) -> Address:
    """Return the address that a connection to `text` ends at.

    That is the IPv4 address where one is wrapped in an IPv6 one. Raises ValueError if
    the text is no address.
    """
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or _behind_nat64(address) or address
    return address


def is_public(address: Address) -> bool:
    """Say whether the address belongs to one host on the public internet."""
    if address.is_multicast or not address.is_global:
        return False
    if isinstance(address, IPv4Address):
        return address not in RELAYS
    # Tunnels (6to4, Teredo) are not global to Python; the rest is not given out.
    return address in GLOBAL_UNICAST and address not in EXAMPLES


def is_within(address: Address, networks: Sequence[Network]) -> bool:
    """Say whether one of the networks holds the address."""
    return any(address in network for network in networks)


def networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """Return the networks written as `10.1.0.0/16`. Raises ValueError."""
    return tuple(ip_network(text) for text in texts)


def _behind_nat64(address: IPv6Address) -> IPv4Address | None:
    if address not in NAT64:
        return None
    return IPv4Address(int(address) & 0xFFFF_FFFF)
