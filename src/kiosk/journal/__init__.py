"""What is kept of the visits: an append-only SQLite file, and the counts that staff read from it."""
