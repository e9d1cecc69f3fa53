"""When something fails inside: what the person is told, and what they keep."""
