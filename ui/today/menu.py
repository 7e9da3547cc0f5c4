"""The menu of a card: every deed that has no button of its own, with its key. What the deeds do is the page's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from shopbook.followups.model import Card, Lane
from shopbook.localisation.language import _
from shopbook.settings.model import Staff
from ui.actions import Action
from ui.context import Context
from ui.style import icons
from ui.today.header import Caller

# These stand on the panel or above the list.
ON_BUTTONS = frozenset({"call_talked", "call_no_answer", "snooze", "done", "call_sheet", "copy_message",
                        "qr", "whatsapp", "dial", "script",
                        "fill_sheets", "day_summary"})  # fmt: skip


def card_menu(
    ctx: Context,
    parent: QWidget,
    actions: Sequence[Action],
    card: Card,
    assign: Callable[[int, Staff], None],
) -> QMenu:
    """The menu, to be popped up by the caller; gone when it is closed. `assign(call-back, member)` gives one away."""
    menu = QMenu(parent)
    for action in actions:
        if action.key not in ON_BUTTONS and (action.key != "release" or card.lane is Lane.HELD):
            _add(menu, action)
    _add_members(ctx, menu, card, assign)
    menu.addSeparator()
    if card.customer_id is not None:
        about = {"customer_id": card.customer_id}
        note = partial(ctx.navigation.go, "note", about)
        _add(menu, Action("note", lambda: _("Note"), note, "F4", "notebook-pen"))
        remind = partial(ctx.navigation.go, "reminder", about)
        _add(menu, Action("remind", lambda: _("Remind me"), remind, "", "bell"))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _add_members(ctx: Context, menu: QMenu, card: Card, assign: Callable[[int, Staff], None]) -> None:
    """Who shall call somebody back who waits for it, where more than one could."""
    asked = next((item for item in card.reasons if item.rule == "callback"), None)
    team = [one for one in ctx.book.settings.staff() if one.active]
    if asked is None or len(team) < 2:
        return
    who = menu.addMenu(icons.icon("users"), _("Who calls back"))
    for one in team:
        _add(who, Action(f"assign_{one.id}", partial(str, one.name), partial(assign, asked.source_id, one)))


def _add(menu: QMenu, action: Action) -> None:
    keys = action.shortcuts()
    # The key is only shown here: as a shortcut of the menu's line it would clash with the window's.
    line = QAction(f"{action.text()}\t{keys[0]}" if keys else action.text(), menu)
    if action.icon:
        line.setIcon(icons.icon(action.icon))
    line.triggered.connect(Caller(action.run, line).call)
    menu.addAction(line)
