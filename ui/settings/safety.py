"""Who can read the book without being asked: whether it is protected and its backups are closed. The walks to change
that are ui/protection's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from ui.context import Context
from ui.settings.pane import Pane
from ui.style import theme
from ui.widgets.buttons import Button, plain, primary
from ui.widgets.cards import Banner, Card
from ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from shopbook.book import Book


class SafetyPane(Pane):
    """Two cards, the book and its backups, each with its state and the ways to another."""

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        book = self.card(
            lambda: _("Protect this book"),
            lambda: _("With a password, whoever takes the computer or a pen drive away cannot read the book. "
                      "A PIN alone does not do that: it only keeps people from the screen."),
        )  # fmt: skip
        self.on = Banner(
            "green",
            lambda: _("This book is protected."),
            lambda: _("It opens with your password, or with the code on the recovery sheet."),
        )
        self.off = Banner("info", lambda: _("This book is not protected."),
                          lambda: _("Whoever has the file can read it."))  # fmt: skip
        self.old = Banner("amber", "", _what_then, lambda: _("To the backups"))
        for strip in (self.on, self.off, self.old):
            book.body.addWidget(strip)
        self.protect = primary(lambda: _("Protect this book"), "lock")
        self.change = plain(lambda: _("Change the password"), "key-round")
        self.code = plain(lambda: _("A new recovery code"), "printer")
        self.take_off = plain(lambda: _("Take the protection off"), "eye")
        self._row(book, self.protect, self.change, self.code, self.take_off)
        backups = self.card(
            lambda: _("Locked backups"),
            lambda: _(
                "A lock for the backups alone: a lost pen drive tells nothing, though the book is not locked."
            ),
        )
        self.sealed = Banner("green", lambda: _("Backups are locked as they are made."),
                             lambda: _("They open with the code on their recovery sheet."))  # fmt: skip
        self.twice = Banner("green", lambda: _("Backups of a protected book are protected already."))
        backups.body.addWidget(self.sealed)
        backups.body.addWidget(self.twice)
        self.seal = plain(lambda: _("Lock the backups"), "lock")
        self.unseal = plain(lambda: _("Lock them no longer"), "eye")
        self._row(backups, self.seal, self.unseal)
        self.owner = Banner("info", lambda: _("Only the owner changes this."))
        self.column.addWidget(self.owner)
        self.end()
        self.show_now()
        go = ctx.navigation.go
        self.protect.clicked.connect(partial(go, "protect", "book"))
        self.code.clicked.connect(partial(go, "protect", "code"))
        self.seal.clicked.connect(partial(go, "protect", "backups"))
        self.change.clicked.connect(partial(go, "passphrase"))
        self.take_off.clicked.connect(partial(go, "unprotect"))
        self.old.pressed.connect(partial(go, "backups"))
        self.unseal.clicked.connect(self._on_unseal)

    def show_now(self) -> None:
        """The state as it is, and the buttons of whoever may change it."""
        book = self._ctx.book
        on, may = book.protection.is_on, book.store.may("keep_safe") and not book.store.read_only
        sealed = book.backups.is_sealing
        self.on.setVisible(on)
        self.off.setVisible(not on)
        self.protect.setVisible(may and not on)
        for button in (self.change, self.code, self.take_off):
            button.setVisible(may and on)
        self.sealed.setVisible(sealed)
        self.twice.setVisible(on and not sealed)
        self.seal.setVisible(may and not sealed and not on)
        self.unseal.setVisible(may and sealed)
        self.owner.setVisible(not may)
        self._show_old(on)

    def _show_old(self, on: bool) -> None:
        """Backups made before the book was protected say everything to everybody."""
        count = _readable(self._ctx.book) if on else 0
        self.old.setVisible(bool(count))
        if count:
            self.old.say(partial(_old_words, count), _what_then)

    def first_focus(self) -> QWidget:
        for button in (self.protect, self.change, self.seal):
            if not button.isHidden():
                return button
        return self

    def _on_unseal(self) -> None:
        self._ctx.book.backups.stop_sealing()
        self.show_now()
        self._ctx.messages.done(_("Backups are plain files again. Those made before stay locked."))

    def _row(self, card: Card, *buttons: Button) -> None:
        around = QWidget()
        flow = FlowLayout(around, theme.px(10))
        for button in buttons:
            flow.addWidget(button)
        card.body.addWidget(around)


def _readable(book: Book) -> int:
    """How many copies of a protected book, beside it and among the backups, have no lock."""
    from shopbook.protection.operations import plain_copies

    found = set(plain_copies(book.path))
    for backup in book.backups.list(include_drives=False):
        if backup.manifest is not None and backup.manifest.kind == "plain":
            found.add(backup.path)
    return len(found)


def _what_then() -> str:
    return _("Make a new backup, then delete those you do not need any more.")


def _old_words(count: int) -> str:
    return ngettext(
        "{n} older copy of this book can still be read by everybody.",
        "{n} older copies of this book can still be read by everybody.",
        count,
    ).format(n=numbers.number(count))
