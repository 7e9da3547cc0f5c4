"""The three walks to a recovery sheet: the book protected, a new code for it, backups closed to a key. The page walks
them; what each step asks is in steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal

from shopbook.localisation.language import _, current_language
from shopbook.progress import Progress
from ui.context import Context
from ui.protection.rewriting import Rewriting
from ui.protection.steps import BUT, TICK, MeaningStep, PaperStep, PassphraseStep, Step, TypingStep
from ui.translation import Text

if TYPE_CHECKING:
    from shopbook.protection.operations import Prepared, RecoveryCode


@dataclass
class Walk:
    """The steps in their order. `begin()` makes the code once the steps before the paper are done (on the other thread,
    without the book's connection); `end(typed)` switches it on."""

    title: Text
    last: Text
    steps: list[Step]
    paper: PaperStep
    typing: TypingStep
    begin: Callable[[], RecoveryCode]
    end: Callable[[str], None]
    forget: Callable[[], None] = field(default=lambda: None)


def sheet_of(ctx: Context, code: RecoveryCode, what: Literal["book", "backups"], size: str) -> bytes:
    """The recovery sheet drawn for a size."""
    from shopbook.documents.papers import shop_head
    from shopbook.documents.recovery_sheet import RecoverySheet, recovery_sheet

    book = ctx.book
    data = RecoverySheet(shop_head(book.settings.shop()), code, book.path.name, book.clock.today(), what)
    return recovery_sheet(data, size, current_language())


def _why_paper() -> str:
    return _("If the password is forgotten, only this code opens it. Keep the paper at home, not here.")


def _why_backups() -> str:
    return _("Without this code nobody opens the locked backups. Keep the paper at home, not here.")


class _Held:
    """What was made and is not switched on yet."""

    prepared: Prepared | None = None

    def drop(self) -> None:
        self.prepared = None


def book_walk(ctx: Context) -> Walk:
    """Protect this book."""
    held, paper, typing = _Held(), PaperStep(_why_paper), TypingStep()
    meaning = MeaningStep(
        lambda: _("What a protected book is"),
        lambda: _("The whole file is written in a secret script that only your password opens."),
        [
            (TICK, lambda: _("Whoever takes the computer, the disk or a pen drive away can read nothing.")),
            (TICK, lambda: _("Backups made from now on are protected in the same way.")),
            (BUT, lambda: _("While the book is open, whoever stands before the screen can read it. "
                            "For that there are PINs and the screen lock.")),
            (BUT, lambda: _("Backups and papers made before stay readable for everybody.")),
            (BUT, lambda: _("If you forget the password and lose the recovery code too, the book stays shut. "
                            "Nobody can open it then: no mechanic, not even we. So keep the paper well.")),
        ],
    )  # fmt: skip
    words = PassphraseStep(
        lambda: _("Choose a password"),
        lambda: _(
            "You type it once each time the book is opened. Four words one remembers are better than signs."
        ),
    )

    def begin() -> RecoveryCode:
        held.prepared = ctx.book.protection.prepare(words.first.value())
        return held.prepared.code

    def end(typed: str) -> None:
        prepared, path = held.prepared, ctx.book.path
        assert prepared is not None

        def work(progress: Progress) -> bytes:
            from shopbook.protection.operations import switch_on

            switch_on(path, prepared, typed, progress)
            return prepared.key

        ctx.navigation.rewriting_asked.emit(
            Rewriting(_("Protecting the book"), work, lambda: _("The book is protected from now on."))
        )

    return Walk(lambda: _("Protect this book"), lambda: _("Protect the book now"),
                [meaning, words, paper, typing], paper, typing, begin, end, held.drop)  # fmt: skip


def code_walk(ctx: Context) -> Walk:
    """A new recovery code for a protected book: the paper was lost, or somebody saw it."""
    held, paper, typing = _Held(), PaperStep(_why_paper), TypingStep()
    words = PassphraseStep(
        lambda: _("A new recovery code"),
        lambda: _("The old sheet opens the book no longer once the new code is typed back."),
        old=True,
        new=False,
    )

    def begin() -> RecoveryCode:
        held.prepared = ctx.book.protection.new_code(words.old.value())
        return held.prepared.code

    def end(typed: str) -> None:
        assert held.prepared is not None
        ctx.book.protection.confirm_code(held.prepared, typed)
        ctx.messages.done(_("The new code is good from now on. Tear the old sheet up."))
        ctx.navigation.go("settings", "safety")

    return Walk(lambda: _("A new recovery code"), lambda: _("Take the new code"),
                [words, paper, typing], paper, typing, begin, end, held.drop)  # fmt: skip


def backups_walk(ctx: Context) -> Walk:
    """Backups closed to a key."""
    paper, typing = PaperStep(_why_backups), TypingStep()
    meaning = MeaningStep(
        lambda: _("What locked backups are"),
        lambda: _("Each backup is locked as it is made. To open one you need the recovery code from the paper."),
        [
            (TICK, lambda: _("A pen drive that is lost, or a backup sent away, can be read by nobody.")),
            (TICK, lambda: _("Making backups stays as it is: nothing is asked then.")),
            (BUT, lambda: _("Backups made before stay readable for everybody.")),
            (BUT, lambda: _("If the recovery sheet is lost, no locked backup can be opened again. "
                            "Nobody can do it then: no mechanic, not even we. So keep the paper well.")),
        ],
    )  # fmt: skip

    def end(typed: str) -> None:
        ctx.book.backups.confirm_sealing(typed)
        ctx.messages.done(_("Backups are locked from now on."))
        ctx.navigation.go("settings", "safety")

    return Walk(lambda: _("Lock the backups"), lambda: _("Lock backups from now on"), [meaning, paper, typing],
                paper, typing, partial(_begin_sealing, ctx), end)  # fmt: skip


def _begin_sealing(ctx: Context) -> RecoveryCode:
    return ctx.book.backups.begin_sealing()


WALKS: dict[str, Callable[[Context], Walk]] = {
    "book": book_walk,
    "code": code_walk,
    "backups": backups_walk,
}
