"""The housekeeping around an open book: backups by themselves, pen drives, checks, what happens to its file. It stands
above the pages; what a backup is belongs to shopbook.backups, the screens that show them to ui/backups."""
