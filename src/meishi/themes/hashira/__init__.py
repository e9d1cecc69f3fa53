"""Hashira: a pillar, sober and dense."""
