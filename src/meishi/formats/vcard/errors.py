"""What is wrong with a contact file, and where."""


class BrokenContact(ValueError):
    """A contact that cannot be read: the line (from 1) and the reason in words."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason
