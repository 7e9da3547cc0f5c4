"""The reasons to call in the settings: switched and tuned by keyboard; what it does today is told before saving."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from shopbook.followups.rules import RULES
from shopbook.sales.model import LineDraft, SaleDraft
from ui.context import Context
from ui.preferences import Preferences
from ui.settings.page import SettingsPage
from ui.settings.rules import RulesPane


@pytest.fixture
def page(qtbot: Any, ctx: Context, tmp_path: Path) -> SettingsPage:
    page = SettingsPage(ctx, Preferences(tmp_path / "computer.ini"))
    qtbot.addWidget(page)
    page.resize(1162, 620)
    page.show()
    qtbot.waitExposed(page)
    page.open("rules")
    return page


@pytest.fixture
def pane(page: SettingsPage) -> RulesPane:
    found = page.part()
    assert isinstance(found, RulesPane)
    return found


def state(pane: RulesPane, rule: str) -> Any:
    return next(one for one in pane._ctx.book.followups.rules() if one.name == rule)


def outlook(pane: RulesPane, rule: str) -> str:
    editor = pane.lines[rule].editor
    assert editor is not None
    return editor.outlook.text()


def test_every_reason_has_its_line_and_every_control_its_name(pane: RulesPane) -> None:
    assert set(pane.lines) == {rule.name for rule in RULES}
    for line in pane.lines.values():
        assert (line.tick is None) is line.state.always_on
        assert line.change.accessibleName()
        assert line.tick is None or (line.tick.accessibleName() and line.tick.accessibleDescription())


def test_switching_off_tells_first_what_it_takes_off_and_then_saves(pane: RulesPane, qtbot: Any) -> None:
    book = pane._ctx.book
    from shopbook.customers.model import CustomerDraft

    for name in ("রহিম", "করিম"):
        who = book.customers.add(CustomerDraft(name=name))
        line = LineDraft(name="ফ্রিজ", unit_price_paisa=100, durable=True)
        book.sales.record_sale(SaleDraft(book.store.clock.today(), (line,), who, paid_paisa=100))
    with book.store.operation() as op:
        op.execute("UPDATE sale SET sold_on = '2026-11-18'")
        op.execute("UPDATE customer SET first_sale_on = '2026-11-18'")
    assert len(book.followups.today().cards) == 2
    row = pane.lines["durable_sold"]
    assert row.tick is not None
    row.tick.setFocus()
    qtbot.keyClick(row.tick, Qt.Key.Key_Space)
    assert "২ জন বাদ যাবে" in outlook(pane, "durable_sold")
    assert state(pane, "durable_sold").on, "nothing is saved yet"
    pane.save()
    assert not state(pane, "durable_sold").on
    assert not book.followups.today().cards
    row.tick.click()
    assert "এখন চালু করলে আজ ২ জন যোগ হবে" in outlook(pane, "durable_sold")
    row.put_away()
    assert not row.tick.isChecked()
    assert pane._ctx.messages.undo_last()
    assert state(pane, "durable_sold").on


def test_a_number_is_changed_by_keyboard_and_taken_back(pane: RulesPane, qtbot: Any) -> None:
    row = pane.lines["old_due"]
    row.change.click()
    assert row.editor is not None
    field = row.editor.fields["after"]
    field.line.selectAll()
    qtbot.keyClicks(field.line, "45")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert row.editor is None
    assert {one.name: one.value for one in state(pane, "old_due").values}["after"] == 45
    assert pane._ctx.messages.undo_last()
    assert state(pane, "old_due").is_standard


def test_an_impossible_number_stays_with_its_problem(pane: RulesPane, qtbot: Any) -> None:
    row = pane.lines["callback"]
    row.change.click()
    assert row.editor is not None
    field = row.editor.fields["weight"]
    field.line.selectAll()
    qtbot.keyClicks(field.line, "500")
    pane.save()
    assert row.editor is not None and row.editor.fields["weight"].problem_text()
    assert state(pane, "callback").is_standard
    row.put_away()
    assert row.editor is None


def test_one_reason_is_open_at_a_time_and_the_other_stays_as_it_was(pane: RulesPane) -> None:
    first, second = pane.lines["thank_you"], pane.lines["gift_reached"]
    assert first.tick is not None
    first.tick.click()
    second.change.click()
    assert first.editor is None and first.tick.isChecked()
    assert second.editor is not None


def test_a_young_book_tells_until_when_a_reason_is_silent(pane: RulesPane) -> None:
    assert "২১ ডিসেম্বর ২০২৬" in pane.lines["sleeping"].asleep.text()
    assert not pane.lines["thank_you"].asleep.text()


def test_back_to_how_it_came(pane: RulesPane) -> None:
    pane._ctx.book.followups.tune("sleeping", values={"window": 9})
    pane.show_now()
    row = pane.lines["sleeping"]
    row.open_editor()
    assert row.editor is not None
    row.editor._on_first()
    row.save()
    assert state(pane, "sleeping").is_standard
