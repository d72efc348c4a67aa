"""Animals with names: where one is in a photo, what it looks like, and which of the named ones it is."""
