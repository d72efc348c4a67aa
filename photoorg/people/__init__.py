"""People and pets: who is in a photo, where, and who is the same as whom."""
