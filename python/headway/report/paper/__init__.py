"""A report on paper: its parts in the order in which they are read, for Word, PDF, slides and Markdown alike."""
