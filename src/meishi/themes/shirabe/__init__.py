"""Shirabe: a melody, as on a poster of the nineteen-twenties."""
