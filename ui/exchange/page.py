"""The page that brings a list into the book: choose, look, take in, take back. Reading lists is shopbook.exchange's."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from shopbook.errors import Cancelled, ShopbookError
from shopbook.exchange.columns import Mapping
from shopbook.exchange.decisions import Decisions
from shopbook.exchange.headings import FieldKey
from shopbook.exchange.model import ImportResult, Preview, UndoResult
from shopbook.localisation.language import _
from shopbook.progress import Progress
from ui.actions import Action
from ui.context import Context
from ui.exchange.choosing import ENDINGS, ChoosingPane
from ui.exchange.ending import EndingPane
from ui.exchange.looking import LookingPane
from ui.page import Page
from ui.widgets.cards import pad


class ImportPage(Page):
    """Nothing is written before the one button; after it, one press takes the whole list back."""

    TOPICS = ("import",)

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.choosing, self.looking, self.ending = ChoosingPane(), LookingPane(), EndingPane()
        self._batch: int | None = None
        self._around = QWidget()
        self._stack = QStackedLayout(self._around)
        for pane in (self.choosing, self.looking, self.ending):
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        pad(column, 20, 14, 20, 14, 0)
        column.addWidget(self._around)

        for other in (self.choosing.choose_asked, self.looking.other_asked, self.ending.other_asked):
            other.connect(self.choose_file)
        self.choosing.dropped.connect(self.look_at)
        self.choosing.undo_asked.connect(self.take_back)
        self.looking.mapping_asked.connect(self._on_mapping_asked)
        self.looking.sheet_asked.connect(self._on_sheet_asked)
        self.looking.bijoy_asked.connect(self._on_bijoy_asked)
        self.looking.anew_asked.connect(self._on_anew_asked)
        self.looking.decided.connect(self._on_decided)
        self.looking.take_asked.connect(self.take_in)
        self.ending.customers_asked.connect(self._on_customers_asked)
        self.ending.review_asked.connect(self._on_review_asked)
        self.ending.undo_asked.connect(self._on_undo_asked)

    # what the page is asked

    def open(self, target: object) -> None:
        """Look at a file at once (a Path), or begin anew."""
        if isinstance(target, Path):
            self.look_at(target)

    def refresh(self) -> None:
        """Read the earlier lists again."""
        self.choosing.show_batches(self.ctx.book.exchange.batches(), self.ctx.book.clock.today())

    def retranslate(self) -> None:
        """The words of tables and figures."""
        self.looking.retranslate()
        self.ending.retranslate()

    def pane(self) -> QWidget | None:
        """What is in front: choosing, looking or ending."""
        return self._stack.currentWidget()

    def first_focus(self) -> QWidget | None:
        """The button or table of the pane in front."""
        if self.pane() is self.looking:
            return self.looking.table
        return self.choosing.choose if self.pane() is self.choosing else self.ending.customers

    def actions_here(self) -> list[Action]:
        """Keys of the import."""
        here = lambda: _("Bringing a list")  # noqa: E731 -- a text to be asked again
        return [
            Action(
                "choose_file", lambda: _("Choose the file"), self.choose_file, "Ctrl+O", "folder-open", here
            ),
            Action(
                "take_in",
                lambda: _("Take the list in"),
                self.take_in,
                "Ctrl+Return Ctrl+Enter",
                "check",
                here,
            ),
        ]

    # the deeds

    def choose_file(self) -> None:
        """Ask for a file and look at it."""
        kinds = " ".join(f"*{ending}" for ending in ENDINGS)
        title, lists = _("Choose the file"), _("Lists and contacts")
        name, _kind = QFileDialog.getOpenFileName(self, title, str(Path.home()), f"{lists} ({kinds})")
        if name:
            self.look_at(Path(name))

    def look_at(
        self,
        path: Path,
        mapping: Mapping | None = None,
        sheet: str | None = None,
        *,
        bijoy: bool = True,
        recall: bool = True,
    ) -> None:
        """Read a file and show what it would bring; nothing is written."""
        work = partial(self._read, path, mapping, sheet, bijoy, recall)
        self.ctx.jobs.run(_("Reading the list"), work, self._on_read, self._on_failed)

    def take_in(self) -> None:
        """Take the list in as it is shown."""
        preview = self.looking.preview
        if self.pane() is self.looking and preview is not None and not self.ctx.jobs.busy:
            self.ctx.jobs.run(
                _("Taking the list in"), partial(self._run, preview), self._on_taken, self._on_failed
            )

    def take_back(self, batch: int) -> None:
        """Take an import back as a whole."""
        self.ctx.jobs.run(
            _("Taking the list back"), partial(self._undo, batch), self._on_undone, self._on_failed
        )

    # on the worker thread, over a connection of its own

    def _read(
        self,
        path: Path,
        mapping: Mapping | None,
        sheet: str | None,
        bijoy: bool,
        recall: bool,
        progress: Progress,
    ) -> Preview:
        progress.step(0, 0)
        with self.ctx.book.second(read_only=True) as own:
            return own.exchange.preview(path, mapping, sheet, bijoy=bijoy, recall=recall)

    def _run(self, preview: Preview, progress: Progress) -> ImportResult:
        with self.ctx.book.second() as own:
            return own.exchange.run(preview, progress)

    def _undo(self, batch: int, progress: Progress) -> UndoResult:
        progress.step(0, 0)
        with self.ctx.book.second() as own:
            return own.exchange.undo(batch)

    # what came of it

    def _on_read(self, preview: Preview) -> None:
        before = self.looking.preview
        if before is not None and (before.path, before.sheet.name) == (preview.path, preview.sheet.name):
            preview = preview.decided(
                before.decisions
            )  # another column is no reason to forget what was decided
        self.looking.show_preview(preview)
        self._show(self.looking)

    def _on_taken(self, result: ImportResult) -> None:
        self._batch = result.batch
        self.ending.show_result(result)
        self._show(self.ending)
        self.ctx.bus.tell_all()

    def _on_undone(self, result: UndoResult) -> None:
        self._batch = None
        self.ending.show_undone(result)
        self._show(self.ending)
        self.ctx.bus.tell_all()

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self.ctx.messages.info(_("Stopped. Nothing was changed."))
        elif isinstance(error, ShopbookError):
            self.ctx.messages.problem(error)
            if self.pane() is self.looking:
                # The drop-downs show what was asked for; the list is still read the way before.
                self.looking.retranslate()
        else:
            self.ctx.jobs.crashed.emit(error)

    def _show(self, pane: QWidget) -> None:
        self._stack.setCurrentWidget(pane)
        if self.isVisible() and (first := self.first_focus()) is not None:
            first.setFocus()

    def _on_mapping_asked(self, place: int, key: FieldKey) -> None:
        preview = self.looking.preview
        if preview is not None:
            mapping = preview.mapping.changed(place, key)
            self.look_at(preview.path, mapping, preview.sheet.name or None, bijoy=_reads_bijoy(preview))

    def _on_bijoy_asked(self, read: bool) -> None:
        preview = self.looking.preview
        if preview is not None:
            # The headings change their letters too, so their meaning is guessed anew.
            self.look_at(preview.path, None, preview.sheet.name or None, bijoy=read)

    def _on_anew_asked(self) -> None:
        preview = self.looking.preview
        if preview is not None:
            sheet = preview.sheet.name or None
            self.look_at(preview.path, None, sheet, bijoy=_reads_bijoy(preview), recall=False)

    def _on_decided(self, decisions: Decisions) -> None:
        if self.looking.preview is not None:
            self.looking.show_decided(self.looking.preview.decided(decisions))

    def _on_sheet_asked(self, name: str) -> None:
        if self.looking.preview is not None:
            self.look_at(self.looking.preview.path, None, name)

    def _on_customers_asked(self) -> None:
        self._leave("all")

    def _on_review_asked(self) -> None:
        self._leave("review")

    def _leave(self, which: str) -> None:
        self._stack.setCurrentWidget(self.choosing)
        self.ctx.navigation.go("customers", which)

    def _on_undo_asked(self) -> None:
        if self._batch is not None:
            self.take_back(self._batch)


def _reads_bijoy(preview: Preview) -> bool:
    return preview.bijoy is None or preview.bijoy.read
