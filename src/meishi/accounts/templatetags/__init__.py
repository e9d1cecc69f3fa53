"""What the templates of accounts may ask."""
