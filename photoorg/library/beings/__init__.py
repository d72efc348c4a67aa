"""People and pets in the catalogue: where they are in photos, who they are, what was said about it."""
