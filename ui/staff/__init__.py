"""Who is at the counter: choosing one's name, giving one's PIN. What a role may do is shopbook.permissions."""
