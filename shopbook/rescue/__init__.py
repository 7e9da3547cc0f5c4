"""Getting a book back: from a backup, from a damaged file and its journal, and at the very last from its single pages.

looking.look_inside(path, *, key, code, passphrase, progress) -> Inside: what a backup holds, before it is chosen
restoring.restore(backup, book, clock, *, key, code, passphrase, progress) -> Restored: a backup becomes the book
damage.QuickCheck(path, key): .run() -> problems, .interrupt(); damage.quick(path, key) -> problems
damage.offer(damaged, backups, *, key) -> Offer: the newest good backup, and what the damaged file knows beyond it
replay.rescue_with_journal(damaged, backup, into, clock, *, key, code, progress) -> Rescued: that backup and the rest
salvage.salvage(damaged, into, clock, *, key, progress) -> Salvaged: what the single pages still tell, in a new book
putting.put_rescued(rescued, book, clock) -> Restored: what was rescued becomes the book, the damaged one is set aside
drill.drill(backups, clock, ...) -> Drill, drill.is_drill_due(reader, now): a restore for practice every month

Making backups is the affair of `backups`.
"""
