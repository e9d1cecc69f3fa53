"""Kawara: sturdy boxes and condensed letters, as on a tradesman's van."""
