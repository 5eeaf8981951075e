"""All that is said to a reader: figures, counts, keys and sentences."""
