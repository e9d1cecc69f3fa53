"""Editions to bytes: the page, the contact files, the QR, the previews."""

from meishi.cards.compile.source import CardSource
from meishi.formats.bundle import Bundle, make_part

__all__ = ["CardSource", "compile_card", "render_preview"]


def compile_card(source: CardSource) -> Bundle:
    """Return all that visitors get of this edition. Deterministic."""
    page = make_part("text/html; charset=utf-8", render_preview(source).encode())
    return Bundle(source.public_id, source.edition, "published", parts={"page": page})


def render_preview(source: CardSource) -> str:
    """Return the page of a draft, for the editor."""
    return f"<!doctype html><title>{source.document.identity.display_name}</title>"
