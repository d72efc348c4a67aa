"""Photos that were taken together: trips, parties, days out."""
