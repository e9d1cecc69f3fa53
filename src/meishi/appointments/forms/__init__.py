"""Is this input well-formed?"""
