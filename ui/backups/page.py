"""The backups of the book: is it safe, back up now, what lies where, is it good. Making them is shopbook.backups."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.backups.model import Backup, Drive, Place
from shopbook.localisation.language import _
from ui.actions import Action
from ui.backups import words
from ui.backups.check_pane import CheckPane
from ui.backups.deeds import Deeds
from ui.backups.gathering import Safety, gather
from ui.backups.inside import Around, InsideSheet
from ui.backups.list_pane import ListPane
from ui.backups.places_pane import PlacesPane
from ui.context import Context
from ui.page import Page
from ui.qt import AlignVCenter
from ui.style import theme
from ui.widgets.badges import IconCircle
from ui.widgets.buttons import icon_button, primary
from ui.widgets.cards import Card, pad
from ui.widgets.tabs import Tab, Tabs
from ui.widgets.text import Label, h1

PARTS = ("list", "places", "check")


class BackupsPage(Page):
    """Target: a part ("list", "places", "check"), a Backup to look into, or "now" to make one at once."""

    TOPICS = ("backup",)

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.safety: Safety | None = None
        self.deeds = Deeds(ctx)
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        self.now = primary(lambda: _("Back up now"), "hard-drive-download", "Ctrl+Enter")
        self.circle = IconCircle("hard-drive-download", "brand", 44)
        self.head = Label(lambda: _("Looking for the backups …"), "h2", wrap=True)
        self.detail = Label("", "second", "text2", wrap=True)
        self.list = ListPane(ctx)
        self.places = PlacesPane()
        self.check = CheckPane()
        self.tabs = Tabs([
            Tab("list", lambda: _("Backups"), lambda: self.list),
            Tab("places", lambda: _("Places"), lambda: self.places),
            Tab("check", lambda: _("Checking"), lambda: self.check),
        ])  # fmt: skip
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self.back)
        top.addWidget(h1(lambda: _("Backups")))
        top.addStretch(1)
        card = Card(margin=14, gap=0)
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(self.circle, 0, AlignVCenter)
        said = QVBoxLayout()
        pad(said, 0, 0, 0, 0, 0)
        said.addWidget(self.head)
        said.addWidget(self.detail)
        row.addLayout(said, 1)
        row.addWidget(self.now, 0, AlignVCenter)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        pad(column, 20, 10, 20, 14, 8)
        column.addLayout(top)
        column.addWidget(card)
        column.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.now.clicked.connect(self._on_now)
        self.list.opened.connect(self._on_opened)
        self.list.other_asked.connect(self._on_other)
        self.list.typed.connect(self.search_text)
        self.places.copy_asked.connect(self._on_copy)
        self.places.remember_asked.connect(self._on_remember)
        self.places.forget_asked.connect(self._on_forget)
        self.places.folder_asked.connect(self._on_folder)
        self.places.folder_dropped.connect(self._on_folder_dropped)
        self.check.drill_asked.connect(self.deeds.drill)
        self.check.check_asked.connect(self.deeds.check)
        self.check.sealing_asked.connect(self._on_sealing)

    # the page

    def open(self, target: object) -> None:
        """Bring a part to front, or make a backup."""
        if target in PARTS:
            self.tabs.choose(str(target))
        elif target == "now":
            self.deeds.make()
        elif isinstance(target, Backup):
            self._on_opened(target)

    def refresh(self) -> None:
        """Look again, on the quiet thread: a pen drive may be slow."""
        self.ctx.jobs.quietly("backups", self._gather, self._show)

    def first_focus(self) -> QWidget:
        """What the part in front is for: the list, or what fills it; a place; a check."""
        if self.tabs.key == "list":
            return self.list.table if self.safety is not None and self.safety.backups else self.now
        return (self.places if self.tabs.key == "places" else self.check).first_focus() or self.now

    def actions_here(self) -> list[Action]:
        """Ctrl+Enter backs up, Ctrl+Tab goes from part to part."""
        here = lambda: _("Backups")  # noqa: E731 -- a text to be asked again
        return [
            Action("backup_here", lambda: _("Back up now"), self._on_now, "Ctrl+Return Ctrl+Enter",
                   "hard-drive-download", here),
            Action("next_part", lambda: _("Next part"), self._on_next, "Ctrl+Tab", "", here),
        ]  # fmt: skip

    def _gather(self, _progress: object) -> Safety:
        with self.ctx.book.second(read_only=True) as own:
            return gather(own)

    def _show(self, safety: Safety) -> None:
        if self._resting:
            return
        had_focus = self.now.hasFocus() and not (self.safety and self.safety.backups)
        self.safety = safety
        today = self.ctx.book.clock.today()
        tone = words.TONES[safety.state]
        self.circle.dress(
            "hard-drive-download" if safety.state == "good" else words.ICONS[safety.state], tone
        )
        self.head.say(words.head(safety.kept, today))
        self.head.dress(tone=tone)
        self.detail.say(self._said(safety))
        may = self.ctx.book.store.may
        self.list.show_backups(safety.backups)
        self.places.show_places(safety, may_change=may("keep_safe"), may_copy=may("export"))
        self.check.show_checks(safety, today, may_keep_safe=may("keep_safe"))
        if had_focus and self.isVisible() and safety.backups and self.tabs.key == "list":
            self.list.table.setFocus()

    def _said(self, safety: Safety) -> str:
        today, kept = self.ctx.book.clock.today(), safety.kept
        if told := words.advice(safety.state, kept, today):
            return told
        assert kept is not None, "without a backup there is advice"
        last = next((each for each in safety.backups if each.path == kept.path), None)
        place = words.where(kept.place)
        if last is None or last.manifest is None:
            return place
        return f"{place} · {words.counts(last.manifest.counts, today)}"

    # what happens

    def _on_back(self) -> None:
        if not self.ctx.navigation.back():
            self.ctx.navigation.go("settings", "file")

    def _on_now(self) -> None:
        self.deeds.make()

    def _on_next(self) -> None:
        self.tabs.choose(PARTS[(PARTS.index(self.tabs.key) + 1) % len(PARTS)])
        self.first_focus().setFocus()

    def _on_opened(self, backup: Backup) -> None:
        book = self.ctx.book
        may = book.store.may
        around = Around(book.clock.today(), book.store.key, book.backups.book_id(), book.backups.seq(),
                        may_restore=may("keep_safe"), sums=may("see_figures"))  # fmt: skip
        sheet = InsideSheet(self.ctx.jobs, around, backup)
        sheet.restore_asked.connect(self._on_restore)
        self.ctx.navigation.open_sheet(sheet, _("What is in this backup"))

    def _on_restore(self, path: Path, code: str) -> None:
        self.ctx.navigation.close_sheet()
        self.ctx.navigation.restore_asked.emit(path, code)

    def _on_other(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Look into another file"), str(Path.home()))
        if name:
            self._on_opened(Backup(Path(name), None, "folder", readable=True, verified=False))

    def _on_copy(self, drive: Drive) -> None:
        self.deeds.copy(drive)

    def _on_remember(self, drive: Drive) -> None:
        self.deeds.remember(drive)

    def _on_forget(self, place: Place) -> None:
        self.deeds.forget(place)

    def _on_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Choose a folder"), str(Path.home()))
        if name:
            self.deeds.set_folder(Path(name))

    def _on_folder_dropped(self) -> None:
        self.deeds.set_folder(None)

    def _on_sealing(self) -> None:
        self.ctx.navigation.go("settings", "safety")
