"""Sheets of a protected book: another passphrase, and the protection taken off."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from shopbook.errors import Invalid, ShopbookError, WrongKey
from shopbook.localisation.language import _, explain, say
from shopbook.progress import Progress
from ui.context import Context
from ui.protection.fields import CodeField
from ui.protection.rewriting import Rewriting
from ui.protection.steps import PassphraseStep
from ui.qt import AlignLeft
from ui.translation import Text
from ui.widgets.buttons import link, primary
from ui.widgets.cards import Banner, SidePanel
from ui.widgets.strip import Strip


class _SecretSheet(Strip):
    """The passphrase of now, or the recovery code; `act` is called with the one that was typed."""

    def __init__(self, ctx: Context, title: Text, detail: Text, button: Text, *, new: bool) -> None:
        super().__init__()
        self.ctx = ctx
        self.asked = PassphraseStep(title, detail, old=True, new=new)
        self.asked.title.hide()  # the sheet's own head says it
        self.code = CodeField()
        self.code.hide()
        self.strip = Banner("red", "")
        self.strip.hide()
        self.turn = link(lambda: _("Use the recovery code"))
        self.button = primary(button, "check", "Ctrl+Enter")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.panel = SidePanel(framed=False)
        column.addWidget(self.panel)
        # The code takes the place of the passphrase of now.
        self.asked.body.insertWidget(3, self.code)
        for widget in (self.strip, self.asked):
            self.panel.body.addWidget(widget)
        self.panel.body.addWidget(self.turn, 0, AlignLeft)
        self.panel.body.addStretch(1)
        self.panel.add_footer(self.button)
        self.turn.clicked.connect(self._on_turn)
        self.button.clicked.connect(self.enter)
        self.asked.done.connect(self.enter)
        self.code.entered.connect(self._on_code_entered)
        for field in (self.asked.old, self.asked.first, self.asked.second):
            field.finish_asked.connect(self.enter)
        self.setFocusProxy(self.asked.old)

    @property
    def by_code(self) -> bool:
        """True when the recovery code is typed in place of the passphrase."""
        return not self.code.isHidden()

    def enter(self) -> None:
        """Do it, or show under its field why not."""
        if self.asked.problem():
            return
        self.strip.hide()
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # half a second of hashing
        try:
            self.act("" if self.by_code else self.asked.old.value(), self.code.code() if self.by_code else "")
        except WrongKey as wrong:
            self._show_wrong(wrong)
        except Invalid as invalid:
            self.asked.first.show_problem(say(next(iter(invalid.problems.values()))))
        except ShopbookError as error:
            self.strip.say(explain(error))
            self.strip.show()
        finally:
            QApplication.restoreOverrideCursor()

    def act(self, passphrase: str, code: str) -> None:
        """What the sheet is for."""
        raise NotImplementedError

    def put_away(self) -> None:
        """What was typed is forgotten at once."""
        self.asked.forget()
        self.code.clear()

    def first_focus(self) -> QWidget:
        """Where the keyboard goes."""
        return self.code if self.by_code else self.asked.old

    def _show_wrong(self, wrong: WrongKey) -> None:
        if self.by_code:
            self.code.show_problem(explain(wrong))
        else:
            self.asked.old.show_problem(explain(wrong))
        self.first_focus().setFocus()

    def _on_turn(self) -> None:
        by_code = not self.by_code
        self.code.setVisible(by_code)
        self.asked.ask_old(not by_code)
        self.turn.say((lambda: _("Use the password")) if by_code else (lambda: _("Use the recovery code")))
        self.first_focus().setFocus()

    def _on_code_entered(self) -> None:
        if self.asked.first.isHidden():
            self.enter()
        else:
            self.asked.first.setFocus()


class ChangeSheet(_SecretSheet):
    """Another passphrase for the book that is open."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(
            ctx,
            lambda: _("Another password"),
            lambda: _("The book itself is not written anew; the recovery code stays as it is. "
                      "Backups made before open with the old password."),
            lambda: _("Change the password"),
            new=True,
        )  # fmt: skip

    def act(self, passphrase: str, code: str) -> None:
        self.ctx.book.protection.change_passphrase(passphrase, self.asked.first.value(), code=code)
        self.ctx.navigation.close_sheet()
        self.ctx.messages.done(_("From now on the new password opens the book."))


class OffSheet(_SecretSheet):
    """The protection taken off: the book becomes a file that everybody can read."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(
            ctx,
            lambda: _("Take the protection off"),
            lambda: _("The book becomes a plain file again: whoever has the file can read it. "
                      "Protected backups stay protected."),
            lambda: _("Take the protection off"),
            new=False,
        )  # fmt: skip

    def act(self, passphrase: str, code: str) -> None:
        self.ctx.book.protection.check(passphrase, code)
        path = self.ctx.book.path

        def work(progress: Progress) -> None:
            from shopbook.protection.operations import unprotect

            unprotect(path, passphrase, code, progress)

        self.ctx.navigation.close_sheet()
        self.ctx.navigation.rewriting_asked.emit(
            Rewriting(_("Taking the protection off"), work, lambda: _("The book is plain again."))
        )


def open_change(ctx: Context, _target: object) -> None:
    """Navigation "passphrase"."""
    ctx.navigation.open_sheet(ChangeSheet(ctx), _("Another password"))


def open_off(ctx: Context, _target: object) -> None:
    """Navigation "unprotect"."""
    ctx.navigation.open_sheet(OffSheet(ctx), _("Take the protection off"))
