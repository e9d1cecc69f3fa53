"""Yatai: a street stall with its awning and price tags."""
