"""Any paper as it will be: look, print on any printer, save as PDF. Who made the paper is not known here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import Cancelled, DocumentProblem, Message, ShopbookError
from shopbook.localisation.language import _
from shopbook.progress import Progress
from ui import printing
from ui.actions import Action
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, ChoiceField
from ui.forms.figures import NumberField
from ui.forms.texts import TextField
from ui.page import Page
from ui.printers import Printers
from ui.style import theme
from ui.widgets import preview
from ui.widgets.buttons import icon_button, plain, primary
from ui.widgets.cards import Banner, SidePanel, pad
from ui.widgets.text import Label

SIDE_WIDTH = 340
SYSTEM_PRINTER = ""
# All there are; a paper offers its own.
SIZES = ("A5", "A6", "A4", "80", "58", "card", "4A6", "2A5", "63x38", "63x34", "38x21")


@dataclass(frozen=True, slots=True)
class Paper:
    """What is shown. `make` takes a size when `sizes` has any, and one of the `parts` (whose sheet) when it has some.

    `printed` is told after each printing, `saved` after each time it was saved as a file. `kind` is its line in
    ui/printing.PAPERS, when it has one; `slowly` draws a long paper on the other thread in place of `make`.
    """

    title: str
    make: Callable[..., bytes]
    file_name: str
    sizes: tuple[str, ...] = ()
    size: str = ""
    printed: Callable[[], object] | None = None
    parts: tuple[Choice, ...] = ()
    part: str = ""
    parts_label: str = ""
    saved: Callable[[], object] | None = None
    kind: str = ""
    slowly: Callable[[str, Progress], bytes] | None = None

    @classmethod
    def of(cls, target: Mapping[str, Any]) -> Paper:
        """From a target: {"title", "pdf": bytes or what makes them, "file_name"} and any other field of a paper."""
        pdf = target["pdf"]
        return cls(
            title=str(target["title"]),
            make=pdf if callable(pdf) else partial(bytes, pdf or b""),
            file_name=str(target["file_name"]),
            sizes=tuple(target.get("sizes", ())),
            size=str(target.get("size", "")),
            printed=target.get("printed"),
            parts=tuple(target.get("parts", ())),
            part=str(target.get("part", "")),
            parts_label=str(target.get("parts_label", "")),
            saved=target.get("saved"),
            kind=str(target.get("kind", "")),
            slowly=target.get("slowly"),
        )

    def pdf(self, size: str, part: str = "") -> bytes:
        """The paper of a size, or the chosen part of it."""
        asked = [*([size] if self.sizes else []), *([part] if self.parts else [])]
        return self.make(*asked)


class PreviewPage(Page):
    """The pages on the left, printer and file on the right."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx)
        self.paper: Paper | None = None
        self.heading = Label("", "h1")
        self.view = preview.PdfPreview()
        self.problem = Banner("red", "")
        self.problem.hide()
        self.sizes = ChipsField(
            "size", lambda: _("Paper"), [Choice(size, printing.size_name(size)) for size in SIZES]
        )
        self.parts = ChoiceField("part", self._parts_label, [])
        self.printers = ChoiceField("printer", lambda: _("Printer"), [Choice(SYSTEM_PRINTER, "")])
        self.copies = NumberField("copies", lambda: _("Copies"), least=1, most=50, empty=1)
        self.file = TextField("file", lambda: _("Save as PDF"), longest=400)
        self.browse = icon_button(lambda: _("Choose the folder"), "folder-open")
        self.save = plain(lambda: _("Save as PDF"), "download", "Ctrl+S")
        self.print = primary(lambda: _("Print"), "printer", "Ctrl+P")
        self._lay_out()

        self.sizes.changed.connect(self._on_size_changed)
        self.parts.changed.connect(self._on_size_changed)
        self.browse.clicked.connect(self._on_browse_clicked)
        self.save.clicked.connect(self.save_now)
        self.print.clicked.connect(self.print_now)
        self.file.entered.connect(self.save_now)
        self.copies.entered.connect(self.print_now)
        self.back.clicked.connect(self._on_back_clicked)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        pad(outer, 20, 10, 20, 14, 10)
        head = QHBoxLayout()
        self.back = icon_button(lambda: _("Back"), "arrow-left", "Esc")
        head.addWidget(self.back)
        head.addWidget(self.heading)
        head.addStretch(1)
        outer.addLayout(head)
        outer.addWidget(self.problem)
        halves = QHBoxLayout()
        halves.setSpacing(theme.px(14))
        halves.addWidget(self.view, 1)
        self.side = SidePanel()
        for widget in (self.sizes, self.parts, self.printers, self.copies):
            self.side.body.addWidget(widget)
        where = QHBoxLayout()
        where.addWidget(self.file, 1)
        where.addWidget(self.browse)
        self.side.body.addLayout(where)
        self.side.body.addWidget(self.save)
        self.side.body.addStretch(1)
        self.side.add_footer(self.print)
        halves.addWidget(self.side)
        outer.addLayout(halves, 1)

    def open(self, target: object) -> None:
        if not isinstance(target, Mapping):
            return
        self.paper = Paper.of(target)
        self.problem.hide()
        self.print.setEnabled(True)
        self.save.setEnabled(True)
        for size, button in zip(SIZES, self.sizes.buttons, strict=True):
            button.setVisible(size in self.paper.sizes)
        self.sizes.set_value(self.paper.size)
        self.sizes.setVisible(bool(self.paper.sizes))
        self.parts.label.say(self._parts_label)
        self.parts.set_choices(self.paper.parts)
        self.parts.set_value(self.paper.part)
        self.parts.name_control()
        self.parts.setVisible(bool(self.paper.parts))
        self.copies.set_value(1)
        self.file.set_value(str(_documents_folder() / self.paper.file_name))
        self._list_printers()
        self.printers.set_value(self._usual_printer())

    def refresh(self) -> None:
        """Make the paper anew: a reprint has the next copy number."""
        if self.paper is None:
            return
        self.heading.say(self.paper.title)
        self.setAccessibleName(self.paper.title)
        if self.paper.slowly is not None:
            self._draw_slowly(self.paper)
            return
        try:
            self.view.show_pdf(self._pdf())
        except ShopbookError as error:
            self._say(error)

    def _draw_slowly(self, paper: Paper) -> None:
        """Draw a long paper on the other thread; until it is there the one before stands no longer."""
        assert paper.slowly is not None
        self.view.clear()
        self.print.setEnabled(False)
        self.save.setEnabled(False)
        work = partial(paper.slowly, self._size())
        self.ctx.jobs.run(_("Drawing the paper"), work, partial(self._on_drawn, paper), self._on_not_drawn)

    def _on_drawn(self, paper: Paper, pdf: bytes) -> None:
        if paper is not self.paper:
            return
        self.view.show_pdf(pdf)
        self.print.setEnabled(True)
        self.save.setEnabled(True)

    def _on_not_drawn(self, error: BaseException) -> None:
        if isinstance(error, ShopbookError) and not isinstance(error, Cancelled):
            self._say(error)

    def retranslate(self) -> None:
        self._list_printers()

    def first_focus(self) -> QWidget | None:
        return self.print

    def actions_here(self) -> list[Action]:
        group = lambda: _("Preview")  # noqa: E731 -- a text to be asked again, not a function of its own
        return [
            Action("preview_print", lambda: _("Print"), self.print_now, "Ctrl+P", "printer", group,
                   footer=lambda: _("Print")),
            Action("preview_save", lambda: _("Save as PDF"), self.save_now, "Ctrl+S", "download", group),
        ]  # fmt: skip

    def print_now(self) -> None:
        """Send the paper to the chosen printer."""
        if self.paper is None or not self.copies.check():
            return
        self.problem.hide()
        name, copies = self.printers.value() or "", int(self.copies.value() or 1)
        try:
            size = printing.fitting_size(self._size(), self.paper.sizes, name)
            pdf = self._pdf(size)
            if self.paper.slowly is not None:
                done = printing.Ready(
                    self.paper.title, "", printed=self.paper.printed, slowly=lambda _size, _progress: pdf
                )
                printing.print_slowly(self.ctx, done, size, printer=name, copies=copies)
                return
            out = printing.send(self.ctx, pdf, size, printer=name, copies=copies, printed=self.paper.printed)
        except ShopbookError as error:
            self._say(error)
            return
        self._remember_size()
        if out:
            self.ctx.messages.done(_("Sent to the printer"))
            self.refresh()

    def _remember_size(self) -> None:
        if self.paper is not None and self.paper.kind and self.paper.sizes:
            Printers().remember_size(self.paper.kind, self._size())

    def save_now(self) -> None:
        """Save the paper as a PDF where the field says."""
        from shopbook.documents import files

        if self.paper is None:
            return
        text = str(self.file.value())
        if not text:
            self.file.show_problem(Message("Where is it to be saved?"))
            self.file.setFocus()
            return
        path = Path(text).expanduser()
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            saved = files.save(self._pdf(), path)
            if self.paper.saved is not None:
                self.paper.saved()
            self._remember_size()
        except DocumentProblem as problem:
            self.file.show_problem(problem.message)
            self.file.setFocus()
            return
        self.ctx.messages.info(
            _("Saved: {name}").format(name=saved.name),
            _("Open the folder"),
            partial(_show_folder, saved.parent),
        )

    def _pdf(self, size: str = "") -> bytes:
        assert self.paper is not None
        if self.paper.slowly is not None:
            return self.view.pdf
        return self.paper.pdf(size or self._size(), str(self.parts.value() or ""))

    def _parts_label(self) -> str:
        return self.paper.parts_label if self.paper is not None else ""

    def _size(self) -> str:
        return str(self.sizes.value() or (self.paper.size if self.paper else ""))

    def _list_printers(self) -> None:
        """The one set for this size first, then the system's usual one, then the others by name."""
        from PySide6.QtPrintSupport import QPrinterInfo

        chosen = self._chosen_printer()
        usual = QPrinterInfo.defaultPrinterName()
        names = {*QPrinterInfo.availablePrinterNames(), *([chosen] if chosen else [])}
        order = sorted(names, key=lambda name: (name != chosen, name != usual, name))
        choices = [Choice(name, name) for name in order] or [
            Choice(SYSTEM_PRINTER, lambda: _("No printer found"))
        ]
        self.printers.set_choices(choices)

    def _chosen_printer(self) -> str:
        return Printers().chosen("rolls" if self._size() in printing.ROLLS else "sheets")

    def _usual_printer(self) -> str:
        from PySide6.QtPrintSupport import QPrinterInfo

        return self._chosen_printer() or QPrinterInfo.defaultPrinterName()

    def _say(self, error: ShopbookError) -> None:
        from shopbook.localisation.language import say

        self.problem.say(say(error.message), say(error.advice) if error.advice is not None else "")
        self.problem.show()

    def _on_size_changed(self) -> None:
        self._list_printers()
        self.printers.set_value(self._usual_printer())
        self.refresh()

    def _on_back_clicked(self) -> None:
        self.ctx.navigation.back()

    def _on_browse_clicked(self) -> None:
        chooser = QFileDialog(self, _("Save as PDF"), str(self.file.value()), "PDF (*.pdf)")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.fileSelected.connect(self.file.set_value)
        chooser.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(max(theme.px(270), min(theme.px(SIDE_WIDTH), round(self.width() * 0.34))))


def _documents_folder() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
