"""What happened with a customer, in order, and taking a saved action back. Read from the facts and their journal."""
