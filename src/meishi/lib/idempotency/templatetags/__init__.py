"""Template tags of idempotent forms."""
