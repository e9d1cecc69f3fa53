"""Template tags for cards."""
