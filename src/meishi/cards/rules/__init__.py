"""What is true of cards without a database."""
