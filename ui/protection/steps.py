"""The steps of the walk: what protection means, the passphrase, the paper, the code typed back. Their order is the
page's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from shopbook.errors import DocumentProblem, Message, ShopbookError
from shopbook.localisation.language import _, say
from ui.protection.fields import CodeField, PassphraseField
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import chip, plain
from ui.widgets.cards import Banner, mark
from ui.widgets.preview import PdfPreview, print_pdf
from ui.widgets.text import Label

SIZES = ("A4", "A5")
TICK, BUT = ("check", "green"), ("triangle-alert", "amber")


class Step(QWidget):
    """A heading, a sentence and what is asked in `.body`; `done` when Enter says that it is."""

    done = Signal()

    def __init__(self, title: Text, detail: Text) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(10))
        self.title = Label(title, "h2", wrap=True)
        self.detail = Label(detail, "second", "text2", wrap=True)
        self.body.addWidget(self.title)
        self.body.addWidget(self.detail)

    def first_focus(self) -> QWidget | None:
        """Where the keyboard goes."""
        return None

    def problem(self) -> bool:
        """True, with its sentence shown, when the step is not done yet."""
        return False

    def forget(self) -> None:
        """Take every secret out of the widgets."""


class MeaningStep(Step):
    """What it does and what it does not, in plain lines with a mark each."""

    def __init__(self, title: Text, detail: Text, lines: list[tuple[tuple[str, str], Text]]) -> None:
        super().__init__(title, detail)
        for (icon, tone), words in lines:
            row = QHBoxLayout()
            row.setSpacing(theme.px(10))
            label = Label(words, "body", wrap=True)
            around = QVBoxLayout()
            around.setContentsMargins(0, 0, 0, 0)
            around.addWidget(mark(icon, tone, 18, 26))
            around.addStretch(1)
            row.addLayout(around)
            row.addWidget(label, 1)
            self.body.addLayout(row)
        self.body.addStretch(1)


class PassphraseStep(Step):
    """A new passphrase, twice; with `old` the present one before it (or alone, without `new`)."""

    def __init__(self, title: Text, detail: Text, *, old: bool = False, new: bool = True) -> None:
        super().__init__(title, detail)
        self.old = PassphraseField("old", lambda: _("Password now"))
        self.first = PassphraseField(
            "passphrase",
            lambda: _("New password") if old else _("Password"),
            hint=lambda: _("At least 8 letters, or 4 words that only you put together."),
        )
        self.second = PassphraseField("again", lambda: _("The same once more"))
        self._asked = [self.old] * old + [self.first, self.second] * new
        for field in self._asked:
            self.body.addWidget(field)
            field.entered.connect(self._on_entered)
        self.body.addStretch(1)
        for field in (self.old, self.first, self.second):
            if field not in self._asked:
                field.setParent(self)
                field.hide()

    def first_focus(self) -> QWidget:
        return self._asked[0]

    def problem(self) -> bool:
        from shopbook.errors import Invalid
        from shopbook.protection.operations import check_passphrase

        if self.old in self._asked and not self.old.isHidden() and not self.old.value():
            return self._show(self.old, Message("Type the password that opens the book now."))
        if self.first not in self._asked:
            return False
        try:
            check_passphrase(self.first.value())
        except Invalid as invalid:
            return self._show(self.first, invalid.problems["passphrase"])
        if self.first.value() != self.second.value():
            return self._show(self.second, Message("The two are not the same. Press the eye and look."))
        return False

    def ask_old(self, on: bool) -> None:
        """Ask for the present passphrase, or not: a recovery code is typed in its place."""
        self.old.setVisible(on)
        self.old.show_problem(None)

    def _show(self, field: PassphraseField, problem: Message) -> bool:
        field.show_problem(problem)
        field.setFocus()
        return True

    def forget(self) -> None:
        for field in (self.old, self.first, self.second):
            field.set_value("")
            field.show_problem(None)

    def _on_entered(self) -> None:
        at = self._asked.index(self.sender())  # type: ignore[arg-type]
        if at + 1 < len(self._asked):
            self._asked[at + 1].setFocus()
        else:
            self.done.emit()


class PaperStep(Step):
    """The recovery sheet in sight, to be printed or saved; going on without either is told once."""

    def __init__(self, why: Text) -> None:
        super().__init__(lambda: _("Print the recovery sheet"), why)
        self._draw: Callable[[str], bytes] | None = None
        self.paper_size, self.is_out, self._warned = SIZES[0], False, False
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        self.preview = PdfPreview()
        self.preview.setMinimumHeight(theme.px(240))
        row.addWidget(self.preview, 5)
        side = QVBoxLayout()
        side.setSpacing(theme.px(10))
        chips = QHBoxLayout()
        self.chips = {size: chip(size) for size in SIZES}
        for button in self.chips.values():
            button.clicked.connect(self._on_size)
            chips.addWidget(button)
        chips.addStretch(1)
        side.addLayout(chips)
        self.print = plain(lambda: _("Print the sheet"), "printer")
        self.save = plain(lambda: _("Save as PDF"), "download")
        self.told = Banner("green", "")
        self.failed = Banner("amber", "")
        for widget in (self.print, self.save, self.told, self.failed):
            side.addWidget(widget)
        self.told.hide()
        self.failed.hide()
        side.addStretch(1)
        row.addLayout(side, 3)
        self.body.addLayout(row, 1)
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)

    def show_sheet(self, draw: Callable[[str], bytes]) -> None:
        """Another code is on the paper."""
        self._draw, self.is_out, self._warned = draw, False, False
        self.told.hide()
        self.failed.hide()
        self._show()

    def first_focus(self) -> QWidget:
        return self.print

    def problem(self) -> bool:
        if self.is_out or self._warned:
            return False
        self._warned = True
        self._tell(
            self.failed,
            _("The sheet is neither printed nor saved."),
            _("Copy the code by hand now, letter by letter, and press Next once more."),
        )
        return True

    def forget(self) -> None:
        self._draw = None
        self.preview.clear()

    def _show(self) -> None:
        for size, button in self.chips.items():
            button.setChecked(size == self.paper_size)
        if self._draw is not None:
            self.preview.show_pdf(self._draw(self.paper_size))

    def _on_size(self) -> None:
        self.paper_size = next(size for size, button in self.chips.items() if button is self.sender())
        self._show()

    def _on_print(self) -> None:
        try:
            print_pdf(self.preview.pdf)
        except DocumentProblem as problem:
            self._tell(self.failed, *_words(problem))
            self.save.setFocus()
        else:
            self.is_out = True
            self._tell(
                self.told, _("Sent to the printer"), _("Is every letter of the code whole on the paper?")
            )

    def _on_save(self) -> None:
        from shopbook.documents.files import save

        wanted = str(Path.home() / "shopbook-recovery.pdf")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save as PDF"), wanted, "PDF (*.pdf)")
        if not name:
            return
        try:
            saved = save(self.preview.pdf, name)
        except DocumentProblem as problem:
            self._tell(self.failed, *_words(problem))
        else:
            self.is_out = True
            self._tell(self.told, _("The PDF is saved: {file}").format(file=saved.name),
                       _("Print it elsewhere, then delete the file: whoever finds it has the code."))  # fmt: skip

    def _tell(self, strip: Banner, text: str, detail: str) -> None:
        self.told.setVisible(strip is self.told)
        self.failed.setVisible(strip is self.failed)
        strip.say(text, detail)


class TypingStep(Step):
    """The code typed back from the paper, line by line."""

    def __init__(self) -> None:
        super().__init__(
            lambda: _("Type the code back from the paper"),
            lambda: _("So we know that every letter on the paper can be read. Small letters do."),
        )
        self.code = CodeField()
        self.body.addWidget(self.code)
        self.body.addStretch(1)
        self.code.entered.connect(self.done)

    def first_focus(self) -> QWidget:
        return self.code

    def problem(self) -> bool:
        if self.code.is_right():
            return False
        self.code.show_problem(say(Message("This is not the code on the sheet. Read it line by line.")))
        return True

    def forget(self) -> None:
        self.code.want("")


def _words(problem: ShopbookError) -> tuple[str, str]:
    return say(problem.message), say(problem.advice) if problem.advice else ""
