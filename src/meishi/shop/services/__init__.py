"""What changes in a shop, one transaction each."""
