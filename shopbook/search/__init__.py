"""Finding customers and numbers: one key for Bengali and Latin, the index, the questions. No noun lives here."""
