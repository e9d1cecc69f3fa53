"""The shop as its customers meet it."""
