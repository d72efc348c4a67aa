"""Photos that belong together: copies and series of shots."""
