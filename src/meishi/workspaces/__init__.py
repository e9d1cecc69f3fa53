"""Who owns cards together."""
