"""Groups and events that photoorg suggests as albums, and what the user decided about them."""
