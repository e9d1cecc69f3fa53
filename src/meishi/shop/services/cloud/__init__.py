"""Talking by the WhatsApp Business Platform."""
