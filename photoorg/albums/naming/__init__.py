"""What groups of photos are called: words from a shipped list, for what tells a group from the others."""
