"""Tsubaki: camellias, deep green and petals."""
