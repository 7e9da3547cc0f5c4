"""Who owes what since when: the ledger, payments, promises to pay."""
