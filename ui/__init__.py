'''The window of Shopbook: PySide6 lives only here. Rules, SQL and files live in shopbook/.

How a screen is made
--------------------
A screen is a `Page` in its noun's folder, registered in `ui/pages.py`; it gets one `Context` and nothing else:

    class DuesPage(Page):
        """Who owes what."""

        TOPICS = ("ledger", "customer")          # refresh() runs when one of these changed and the page is in sight

        def __init__(self, ctx: Context) -> None:
            super().__init__(ctx)
            self.model = RowModel(self._ids, ctx.book.dues.rows, [
                Column("name", lambda: _("Name"), lambda r: r.name, sort_key="name", strong=True),
                Column("due", lambda: _("Due"), lambda r: numbers.money(r.due_paisa), width=140, align=AlignRight),
            ], id_of=lambda r: r.customer_id)
            self.table = RowTable(self.model, lambda: _("Dues"))           # or RowList(model, look_of_row, name)
            empty = EmptyState("wallet", lambda: _("Nobody owes anything"))
            column = QVBoxLayout(self)
            column.addWidget(h1(lambda: _("Dues")))
            column.addWidget(ListPanel(self.table, empty), 1)
            self.table.opened.connect(self._on_opened)                      # all wiring here; bound methods only
            self.table.typed.connect(self.search_text)

        def refresh(self) -> None:
            self.model.refetch()                                            # the chosen row stays chosen

        def _on_opened(self, id: int) -> None:
            self.ctx.navigation.go("customer", id)

    in ui/pages.py:  PageSpec("dues", lambda: _("Dues"), "wallet", lambda: _dues(ctx), badge=..., place="rail")

Texts are callables (`lambda: _("Save")`), so that a change of language needs no restart; what you set as a plain str
you say again in `retranslate()`. Sizes are `theme.px(12)`, colours `theme.tokens().brand`, fonts `fonts.named("row")`.

A form is `Form([[TextField("name", ...), PhoneField("phone", ...)], MoneyField("paid_paisa", ...)], CustomerDraft())`:

    def _on_finished(self) -> None:
        try:
            id = self.ctx.book.customers.add(self.form.draft(), by=self)
        except Invalid as invalid:
            self.form.show_problems(invalid.problems)
        else:
            self.ctx.navigation.close_sheet()
            self.ctx.messages.done(_("Saved"), undo=...)                    # toast with Undo, also Ctrl+Z

Short tasks open as sheets: `ctx.navigation.open_sheet(widget, _("Payment"))`. Errors: `ctx.messages.problem(error)`.
Long work: `ctx.jobs.run(_("Importing"), work, done)` with `work(progress)` on its own `book.second()`. No modal boxes.
'''

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 -- it must have replaced `__import__` before that is put back

# PySide reads the source of every module imported after it, looking for its `snake_case` switch, which is not used
# here: 0.1 ms a module and all our sources kept in memory. Python's own import does without.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
