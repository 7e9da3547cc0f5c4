"""What customers complained of and asked for, what the shop promised: pages and sheets of care."""
