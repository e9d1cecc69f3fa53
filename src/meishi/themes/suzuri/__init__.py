"""Suzuri: engraved letters and hairlines, as on a notary's paper."""
