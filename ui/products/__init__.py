"""What the shop knows about a product, for whoever is on the phone."""
