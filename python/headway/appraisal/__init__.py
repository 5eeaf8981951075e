"""What is a plan worth? Discounting, optimism bias, and options set side by side."""
