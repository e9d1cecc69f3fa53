"""How fast, against whom: one file for each promise about speed."""
