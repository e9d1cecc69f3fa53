"""The browser asks: the list of cards, the editor, publishing."""
