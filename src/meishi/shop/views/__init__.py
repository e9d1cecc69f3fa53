"""Who asks of shops."""
