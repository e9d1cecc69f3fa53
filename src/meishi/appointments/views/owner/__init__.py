"""What owners see: services, hours, their calendar, bookings."""
