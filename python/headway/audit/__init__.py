"""Is it so? Documents, what they claim, and what their numbers say of it."""
