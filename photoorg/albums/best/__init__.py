"""Which photos of many are the best, and why."""
