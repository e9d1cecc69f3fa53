"""Hits, counted and shown to the owner."""
