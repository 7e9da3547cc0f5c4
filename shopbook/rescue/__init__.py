"""Getting a book back: from a backup, from a damaged file and its journal, and at the very last from its single pages.

looking.look_inside(path, *, key=None, code="") -> Inside            what a backup holds, before it is chosen
restoring.restore(backup, book, clock, *, code="", key=None, progress=None) -> Restored
damage.QuickCheck(path, key=None).run() / .interrupt()               damage.quick(path, key=None) -> problems
damage.offer(damaged, backups, key=None) -> Offer                     the newest good backup and what is known beyond it
replay.rescue_with_journal(damaged, backup, into, clock, *, key=None, code="", progress=None) -> Rescued
salvage.salvage(damaged, into, clock, *, key=None, progress=None) -> Salvaged
putting.put_in_place(rescued, book) -> Path | None                    a rescued book becomes the book, the old is set aside
drill.drill(store, backups, *, code="", progress=None) -> Drill       drill.is_drill_due(store, now)

Making backups is the affair of `backups`.
"""
