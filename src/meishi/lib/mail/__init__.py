"""Mails: written to the outbox with their cause, delivered by the worker."""
