"""Kumiko: a wooden lattice, drawn with compass and ruler."""
