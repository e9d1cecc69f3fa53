"""Uploaded originals and their renditions."""
