"""The root of everything that can go wrong and that a person can mend."""


class MeishiError(Exception):
    """Something a person can put right; its text tells them how, in their words."""
