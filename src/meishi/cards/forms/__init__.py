"""Is this input well-formed? The forms of the editor."""
