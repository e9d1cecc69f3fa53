"""A part of a file, as players ask for it (RFC 9110, section 14). Pure."""

import re
from dataclasses import replace

from meishi.edge.reply import SAFE, Reply, merged

# One range only: a request for several gets the whole file, as the standard allows.
RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})\Z", re.I)


def in_range(reply: Reply, wanted: str, condition: str) -> Reply:
    """Answer 206 with that part of a reply's file, 416 where there is no such part.

    `wanted` is the header Range, `condition` is If-Range. What cannot be read, or is
    about another file, changes nothing.
    """
    about = dict(reply.headers)
    found = RANGE.match(wanted.strip())
    if not found or (condition and condition.strip() != about["etag"]):
        return reply
    size = int(about["content-length"])
    span = _span(found["first"], found["last"], size)
    if span is None:
        return reply
    start, end = span
    if start >= end:
        nothing = (("content-range", f"bytes */{size}"), ("content-length", "0"))
        return Reply(416, (*nothing, *SAFE, ("cache-control", "no-store")))
    told = {
        "content-length": str(end - start),
        "content-range": f"bytes {start}-{end - 1}/{size}",
    }
    headers = merged(reply.headers, tuple(told.items()))
    return replace(reply, status=206, headers=headers, span=span)


def _span(first: str, last: str, size: int) -> tuple[int, int] | None:
    """Where the part starts and ends; empty if outside, None if it says nothing."""
    if not first and not last:
        return None
    if not first:  # so many bytes at the end
        return max(0, size - int(last)), size
    if last and int(last) < int(first):
        return None
    end = min(size, int(last) + 1) if last else size
    return int(first), end
