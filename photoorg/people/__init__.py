"""Who is on the photos: faces found, described, grouped, and told apart by the names the user gave."""
