"""Photos that look alike: groups, and finer groups in them."""
