"""The themes. Each folder here is one look, as data and styles."""
