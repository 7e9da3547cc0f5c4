"""Help: every key on one page. The deeds themselves are in the action table."""
