"""The shop as its owner runs it."""
