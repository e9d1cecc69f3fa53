"""Scan links: what is behind `/q/{code}`, the address inside a printed QR.

A code is written in upper case, because a QR packs upper-case letters and
digits in fewer modules, and read in either case.
"""

import json
import re
from dataclasses import asdict, dataclass

CODE = re.compile(r"[0-9A-Z]{4,32}\Z")
LONGEST_LOCATION = 2000


class BrokenScanTarget(ValueError):
    """The bytes are not a scan target."""


@dataclass(frozen=True, slots=True)
class ScanTarget:
    """Where a code leads now: a path or address, and the card to count it for."""

    code: str
    location: str
    card: str

    def encode(self) -> bytes:
        """Write the file."""
        return json.dumps(asdict(self), ensure_ascii=False).encode() + b"\n"

    @classmethod
    def decode(cls, data: bytes) -> "ScanTarget":
        """Read the file. Raises BrokenScanTarget."""
        try:
            target = cls(**json.loads(data))
            whole = CODE.match(target.code) and is_location(target.location)
        except (ValueError, TypeError) as error:
            raise BrokenScanTarget(str(error)) from error
        if not whole or not isinstance(target.card, str):
            raise BrokenScanTarget(f"not a scan target: {target}")
        return target


def is_location(text: str) -> bool:
    """Say whether a visitor may be sent there: visible ASCII; a path or http(s)."""
    visible = len(text) <= LONGEST_LOCATION and re.fullmatch(r"[!-~]+", text)
    inside = text.startswith("/") and not text.startswith(("//", "/\\"))
    return bool(visible) and (inside or text.startswith(("https://", "http://")))
