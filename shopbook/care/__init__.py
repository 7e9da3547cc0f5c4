"""What customers complained of, wished for and thought, what the shop promised them, and how it said thank you."""
