"""Komugi: an awning, round corners and the colour of crust."""
