"""What people are written about a booking: to its customer, and to its host."""
