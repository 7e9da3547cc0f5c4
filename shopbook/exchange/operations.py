"""Taking a contact list into the book: look first, then one operation, then one click takes it back.

Reading files, understanding columns and matching rows live in their own modules beside this one.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shopbook.customers.operations import Customers
from shopbook.dues.operations import Dues
from shopbook.errors import ImportProblem, Message
from shopbook.permissions import needs, shows
from shopbook.progress import NoProgress, Progress
from shopbook.settings.operations import Settings
from shopbook.storage.store import Store

# The readers and their tables take 60 ms to load and a shop imports once a year: they come with the first import.
if TYPE_CHECKING:
    from shopbook.exchange.columns import Mapping
    from shopbook.exchange.model import Batch, ImportResult, Preview, UndoResult


class Exchange:
    """Contact lists into one book."""

    def __init__(self, store: Store, customers: Customers, dues: Dues) -> None:
        self._store = store
        self._customers = customers
        self._dues = dues

    @shows("import")
    def preview(
        self,
        path: Path | str,
        mapping: Mapping | None = None,
        sheet: str | None = None,
        *,
        bijoy: bool = True,
        recall: bool = True,
    ) -> Preview:
        """What a file would bring; nothing is written. ImportProblem when it is no list of customers.

        bijoy: columns typed with Bijoy are read as Bengali. recall: without a mapping, what a person said of such
        columns before comes before the guess.
        """
        from shopbook.exchange.decisions import apply
        from shopbook.exchange.matching import match

        read = self._read(Path(path), mapping, sheet, bijoy=bijoy, recall=recall)
        found = tuple(match(self._store, [one.row for one in read.matches]))
        return replace(read, found=found, matches=apply(found, read.decisions))

    def _read(
        self,
        path: Path,
        mapping: Mapping | None = None,
        sheet: str | None = None,
        *,
        bijoy: bool = True,
        recall: bool = True,
    ) -> Preview:
        """A file's rows, not yet looked up in the book."""
        import hashlib

        from shopbook.exchange import bijoy_columns, remembering
        from shopbook.exchange.columns import understand
        from shopbook.exchange.matching import Match
        from shopbook.exchange.model import Preview
        from shopbook.exchange.plan import Planner
        from shopbook.exchange.readers import load, read_bytes

        data = load(path)
        found = read_bytes(data, sheet)
        typed = bijoy_columns.find(found)
        if typed is not None:
            found, typed = (bijoy_columns.read(found, typed) if bijoy else found), replace(typed, read=bijoy)
        layout, remembered = understand(found, mapping), None
        if mapping is None and recall and not found.headings:
            answer = remembering.recall(Settings(self._store), layout.headings)
            if answer is not None and answer[0] != layout.mapping:
                layout, remembered = understand(found, answer[0]), answer[1]
        if not layout.mapping.finds_people:
            raise ImportProblem(
                Message("No column with names or phone numbers was found in this file."),
                Message("Say which column holds the names or the phones, or add a heading above it."),
            )
        rows = Planner(layout, self._store.clock.today()).candidates()
        alone = tuple(Match(row, "rejected" if row.rejected else "added") for row in rows)
        digest = hashlib.sha256(data).hexdigest()
        return Preview(path, digest, found, layout, alone, alone, bijoy=typed, remembered=remembered)

    @needs("import")
    def run(
        self, source: Preview | Path | str, progress: Progress | None = None, by: object | None = None
    ) -> ImportResult:
        """Take a list in, all or nothing. Raises ImportProblem, Cancelled; after either the book is as it was."""
        from shopbook.exchange.decisions import apply
        from shopbook.exchange.matching import match
        from shopbook.exchange.model import Preview
        from shopbook.exchange.writing import Writing

        progress = progress or NoProgress()
        preview = source if isinstance(source, Preview) else self._read(Path(source))
        progress.step(0, preview.rows, Message("Saving the customers"))
        with self._store.operation(by) as op:
            # The book may have changed while the person looked at the preview.
            found = tuple(match(op, [one.row for one in preview.matches]))
            matches = apply(found, preview.decisions)
            preview = replace(preview, matches=matches, found=found)
            result = preview.result()
            batch = op.insert("import_batch", self._batch_values(preview, result))
            writing = Writing(
                op=op,
                customers=self._customers,
                dues=self._dues,
                batch_id=batch,
                today=self._store.clock.today().isoformat(),
                actor=self._store.actor,
                progress=progress,
                total=preview.rows,
            )
            writing.write(matches)
            self._remember(preview)
            op.touch("import", batch)
        return preview.result(batch)

    def _remember(self, preview: Preview) -> None:
        """What was said of the columns, for the next list of this kind."""
        from shopbook.exchange.remembering import Remembered, remember

        source = preview.remembered or Remembered(preview.path.name, self._store.clock.today())
        headings, mapping = preview.headings, preview.mapping
        remember(Settings(self._store), preview.sheet, headings, mapping, source)

    def _batch_values(self, preview: Preview, result: ImportResult) -> dict[str, object]:
        import json

        return {
            "file_name": preview.path.name[:255],
            "file_kind": preview.sheet.kind,
            "file_hash": preview.file_hash,
            "mapping": json.dumps({str(place): key for place, key in preview.mapping.fields.items()}),
            "rows_count": result.rows,
            "added_count": result.added,
            "matched_count": result.matched,
            "rejected_count": len(result.rejected),
            "review_count": result.needs_review,
            "opening_paisa": result.opening_paisa,
            "staff_id": self._store.actor,
        }

    @needs("import")
    def undo(self, batch_id: int, by: object | None = None) -> UndoResult:
        """Take a whole import back: one click. NotFound, Refused when it was undone before."""
        from shopbook.exchange.undoing import Undoing

        with self._store.operation(by) as op:
            today = self._store.clock.today().isoformat()
            return Undoing(op, self._customers, self._dues, batch_id, today, self._store.actor).undo()

    @shows("look")
    def batches(self, most: int = 50) -> list[Batch]:
        """The latest imports, newest first."""
        from shopbook.exchange.model import Batch

        rows = self._store.rows(
            "SELECT * FROM import_batch WHERE deleted_at IS NULL ORDER BY id DESC LIMIT ?", (most,)
        )
        return [
            Batch(
                id=row["id"],
                file_name=row["file_name"],
                made_at=row["created_at"],
                rows=row["rows_count"],
                added=row["added_count"],
                matched=row["matched_count"],
                rejected=row["rejected_count"],
                needs_review=row["review_count"],
                opening_paisa=row["opening_paisa"],
                undone=row["undone_on"] is not None,
            )
            for row in rows
        ]
