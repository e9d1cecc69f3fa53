"""Requests to other servers that cannot reach into the operator's own network."""
