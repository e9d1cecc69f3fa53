"""Shoten: one sheet of book paper, with chapters and initials."""
