"""The user's labels: how surely each fits a photo, and what verdicts teach about that."""
