"""Meishi: digital business cards that you host yourself."""
