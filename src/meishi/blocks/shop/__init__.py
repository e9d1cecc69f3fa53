"""The block type of the same name."""
