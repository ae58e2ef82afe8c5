"""Articles in from files, into the store."""
