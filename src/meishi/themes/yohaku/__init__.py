"""Yohaku: white walls, wide margins and one red square."""
