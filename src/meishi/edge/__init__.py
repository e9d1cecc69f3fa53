"""The hot path: published cards, answered from bundles without Django."""
