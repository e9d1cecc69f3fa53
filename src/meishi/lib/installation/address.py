"""The address under which visitors reach this installation.

The operator sets it. Where they did not, it is the one that `meishi serve` listened
on last: other processes, such as `meishi card`, read it from the data folder.
"""

from meishi.config import Config
from meishi.lib.network import reachable_host

HSTS_SECONDS = 365 * 24 * 3600
ADDRESS = "address"  # the name of its file


def site_url(config: Config) -> str:
    """Return the address that is set, or else the last one served."""
    if config.site_url:
        return config.site_url
    try:
        return (config.data_dir / ADDRESS).read_text().strip()
    except FileNotFoundError:
        return served_url(config)


def edge_headers(config: Config) -> tuple[tuple[str, str], ...]:
    """Return what the edge adds to every reply: under https, that it stays so."""
    if not config.site_url.startswith("https:"):
        return ()
    return (("strict-transport-security", f"max-age={HSTS_SECONDS}"),)


def served_url(config: Config) -> str:
    """Return the address of a server with this configuration."""
    return f"http://{reachable_host(config.host)}:{config.port}"


def note_served_url(config: Config) -> None:
    """Leave the address in the data folder for other processes."""
    draft = config.data_dir / f".{ADDRESS}"
    draft.write_text(served_url(config) + "\n")
    draft.replace(config.data_dir / ADDRESS)
