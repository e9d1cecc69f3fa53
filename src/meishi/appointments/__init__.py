"""Appointments: what can be booked, when, and who has booked it."""
