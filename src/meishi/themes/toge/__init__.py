"""Toge: a dashed trail from block to block, under a morning sky."""
