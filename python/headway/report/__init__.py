"""Say so."""
