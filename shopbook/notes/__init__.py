"""Personal notes: what customers say about their lives, their families, and the gifts the shop sends."""
