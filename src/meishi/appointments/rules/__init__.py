"""What is true of hours, slots and bookings without a database."""
