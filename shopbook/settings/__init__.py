"""The shop itself (name, hours, hotline), its staff, and the switches it can set."""
