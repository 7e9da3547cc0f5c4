"""The sheet of thanks to a customer who sent another one: what was given, and what it cost."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopbook.care.rewards import RewardDraft
from shopbook.errors import ShopbookError
from shopbook.localisation.language import _
from ui.context import Context
from ui.forms.figures import MoneyField
from ui.forms.form import Form
from ui.forms.sheets import KeptSheet
from ui.forms.texts import TextField
from ui.widgets.buttons import primary
from ui.widgets.cards import SidePanel
from ui.widgets.text import Label


class ThanksSheet(KeptSheet):
    """[what] Enter. A word of thanks is something given too."""

    def __init__(self, ctx: Context, customer_id: int, referred_id: int | None) -> None:
        super().__init__(ctx)
        self.customer_id = customer_id
        draft = RewardDraft(customer_id, referred_id=referred_id)
        self.what = TextField(
            "what",
            lambda: _("What was given"),
            example=lambda: _("A word of thanks, sweets, a discount …"),
        )
        self.cost = MoneyField(
            "cost_paisa", lambda: _("What it cost (may be empty)"), empty=None, words=False
        )
        self.form = Form([self.what, self.cost], draft, enter_saves=True)
        panel = SidePanel(framed=False)
        if referred_id is not None:
            name = ctx.book.customers.get(referred_id).title
            words = lambda: _("{name} came on their word and has bought now.").format(name=name)  # noqa: E731
            panel.body.addWidget(Label(words, "body", "text2", wrap=True))
        panel.body.addWidget(self.form)
        panel.body.addStretch(1)
        self.save_button = primary(lambda: _("Save"), "check", "Enter")
        panel.add_footer(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        if kept := ctx.book.drafts.kept(self._draft_name()):
            self.form.restore(kept)
        self.form.finished.connect(self.save)
        self.form.settled.connect(self._on_settled)
        self.save_button.clicked.connect(self.save)

    def first_focus(self) -> QWidget:
        """What was given."""
        return self.what.control

    def save(self) -> None:
        """Write the thanks down."""
        if self._finished:
            return
        try:
            self.ctx.book.rewards.give(self.form.draft(), by=self)
        except ShopbookError as error:
            self.form.show_problems(getattr(error, "problems", {}) or {"": error.message})
            return
        words = _("Thanks noted: {what}").format(what=self.what.value())
        self._saved(self._draft_name(), words)

    def _draft_name(self) -> str:
        return f"thanks:{self.customer_id}"

    def _keep(self) -> None:
        self._keep_or_drop(self._draft_name(), self.what.typed().strip(), self.form.values())
