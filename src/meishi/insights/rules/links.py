"""What the links of a published page are called, by the id that taps are counted by."""

from html.parser import HTMLParser


def link_names(page: str) -> dict[str, str]:
    """Return the words of each link whose taps are counted, as a visitor reads them."""
    parser = _Links()
    parser.feed(page)
    parser.close()
    return {target: " ".join(words.split()) for target, words in parser.names.items()}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, str] = {}
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            self._open = (values.get("ping") or "").rpartition("/tap/")[2]
            if self._open:
                self.names[self._open] = values.get("aria-label") or ""
        elif tag == "img" and self._open and not self.names[self._open]:
            self.names[self._open] = values.get("alt") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.names[self._open] += f" {data}"
