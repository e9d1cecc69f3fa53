"""A stored block in a few words, for lists of blocks."""

from typing import Any

LONGEST = 80
HEADINGS = ("heading", "title", "name", "label", "url", "text", "username", "caption")


def summary(data: dict[str, Any]) -> str:
    """Return the block's heading, else what it lists, else its first text, cut."""
    items = data.get("items")
    names = [_first(item) for item in items] if isinstance(items, list) else []
    listed = ", ".join(name for name in names if name)
    return _short(_text(data.get("heading")) or listed or _first(data))


def _first(item: Any) -> str:
    if not isinstance(item, dict):
        return ""
    return next((text for name in HEADINGS if (text := _text(item.get(name)))), "")


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
