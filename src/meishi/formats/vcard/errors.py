"""What is wrong with a contact file, and where."""

from collections.abc import Iterable

from meishi.formats.contact import Contact


class BrokenContact(ValueError):
    """A contact that cannot be read: the line (from 1) and the reason in words."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def unbroken(results: Iterable[Contact | BrokenContact]) -> list[Contact]:
    """Return all contacts. Raises BrokenContact for the first that is broken."""
    contacts = []
    for result in results:
        if isinstance(result, BrokenContact):
            raise result
        contacts.append(result)
    return contacts
