"""What the pages for booking have in common."""

from meishi.cards.views.beside.page import Frame, own_text

frame = Frame(own_text(__package__, "visitor.css"), own_text(__package__, "visitor.js"))
