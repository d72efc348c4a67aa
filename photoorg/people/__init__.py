"""Who is on the photos, people and pets: found, described, grouped, and told apart by names of the user."""
