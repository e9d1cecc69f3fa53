"""Kinu: silk, a long picture and much air."""
