"""What every app needs, one topic per module."""
