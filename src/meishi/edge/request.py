"""A request, as far as the edge looks at it."""

from typing import NamedTuple


class Request(NamedTuple):
    """Method, decoded path, raw query and the few headers that matter here.

    A header that is absent is "". Equal requests get equal answers (until the
    bundle changes), so a request is also the key under which one is remembered.
    """

    method: str
    path: str
    query: str = ""
    accept: str = ""
    accept_encoding: str = ""
    accept_language: str = ""
    if_none_match: str = ""
    user_agent: str = ""
    referer: str = ""
    host: str = ""
    dnt: str = ""
    sec_gpc: str = ""
    purpose: str = ""
    sec_purpose: str = ""
    sec_fetch_dest: str = ""


HEADERS = tuple(name.replace("_", "-") for name in Request._fields[3:])
