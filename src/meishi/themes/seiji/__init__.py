"""Seiji: celadon porcelain, calm and large."""
