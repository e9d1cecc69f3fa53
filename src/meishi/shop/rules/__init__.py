"""What is true of a shop without a database."""
