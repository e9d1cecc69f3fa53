"""What is true of counts and charts without a database."""
