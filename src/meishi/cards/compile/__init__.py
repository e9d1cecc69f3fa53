"""Editions to bytes: the page, the contact files, the QR codes, the previews."""

from meishi.cards.compile.bundle import compile_card
from meishi.cards.compile.errors import error_page
from meishi.cards.compile.page import Page, render_page
from meishi.cards.compile.source import CardSource

__all__ = ["CardSource", "Page", "compile_card", "error_page", "render_page"]
