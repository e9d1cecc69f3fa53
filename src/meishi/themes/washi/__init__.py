"""Washi: ink on handmade paper, one vermilion seal."""
