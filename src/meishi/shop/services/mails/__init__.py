"""What both sides of an order are written."""
