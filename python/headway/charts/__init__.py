"""Charts: frozen records that draw and describe themselves."""
