"""What callers bring: frames, arguments, columns and times."""
