"""Money against dues, as the shopkeeper sees it."""
