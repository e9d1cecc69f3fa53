"""This installation: its data folder, its key, its name in the database."""
