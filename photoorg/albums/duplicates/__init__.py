"""Copies of a photo, and shots of one moment."""
