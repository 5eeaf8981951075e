"""Is it so? Documents to claims to findings, with scorecards and plans as evidence."""
