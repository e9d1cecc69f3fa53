"""Hits, counted."""
