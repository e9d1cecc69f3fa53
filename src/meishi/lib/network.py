"""Addresses of this machine, and whether one is free."""

import errno
import socket
from ipaddress import ip_address

from meishi.lib.errors import MeishiError

ELSEWHERE = ("192.0.2.1", 9)  # RFC 5737: nothing is sent, it only picks a route


class AddressUnusable(MeishiError):
    """Meishi cannot listen where it was told to."""


def check_address(host: str, port: int) -> None:
    """Raise AddressUnusable, with the remedy, if nothing can listen there."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise AddressUnusable(_in_words(error, host, port)) from error


def reachable_host(host: str) -> str:
    """Return the host by which others reach a server that listens on `host`."""
    if not is_ip_address(host):
        return host
    if not ip_address(host).is_unspecified:
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return "localhost"  # no network
        found: str = probe.getsockname()[0]
    return found


def is_ip_address(host: str) -> bool:
    """Say whether `host` is an address rather than a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _in_words(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program, perhaps by a Meishi that "
            f"runs already. Stop it, or choose another port: --port {port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the system. Choose one above 1023."
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"{host} is not an address of this machine. Use 0.0.0.0 or 127.0.0.1."
    return f"Cannot listen on {host}, port {port}: {error.strerror}."
