"""Hotaru: letters of one width in drawn frames, a green glow at night."""
