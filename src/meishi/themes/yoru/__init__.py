"""Yoru: a loud poster by day, a dark floor with one light by night."""
