"""Which rows? Reads about appointments."""
