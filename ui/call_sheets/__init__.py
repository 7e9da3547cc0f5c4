"""The printed lists, filled with a pen during the day, entered in the evening."""
