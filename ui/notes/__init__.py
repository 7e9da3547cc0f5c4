"""Writing down what customers tell of their lives: one box, the kind guessed, the days to ask again."""
