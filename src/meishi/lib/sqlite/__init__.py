"""SQLite of a version without the WAL-reset bug, as a database of Django."""
