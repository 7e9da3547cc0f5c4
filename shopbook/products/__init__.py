"""What the shop sells, and what it remembers about each thing for the next sale."""
