"""Notifications on the devices of those who asked for them (Web Push)."""
