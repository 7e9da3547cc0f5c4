"""Kinds of news: the shop tunes the days of each, adds its own, and goes back to what was at first."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from shopbook.errors import Message
from shopbook.localisation.language import say
from ui.context import Context
from ui.forms.field import Wrong
from ui.settings.kinds import KindsPane, OffsetsField
from ui.widgets.text import ElidedLabel


@pytest.fixture
def pane(qtbot: Any, ctx: Context) -> KindsPane:
    made = KindsPane(ctx)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def _write(pane: KindsPane, key: str, text: str) -> None:
    assert pane.form is not None
    pane.form[key].restore(text)


def test_the_days_of_a_kind_are_changed_and_the_note_sheet_offers_them(pane: KindsPane, ctx: Context) -> None:
    pane.lines["hospital"].click()
    assert pane.form is not None
    assert pane.form["offsets"].typed() == "১, ৪, ১০"
    _write(pane, "offsets", "২, ৫")
    _write(pane, "quiet_days", "১৪")
    pane.save()
    kind = ctx.book.notes.kind("hospital")
    assert (kind.offsets, kind.quiet_days, kind.gift_hint) == ((2, 5), 14, True)
    assert pane.open_code is None
    assert ctx.messages.undo_last()
    assert ctx.book.notes.kind("hospital").offsets == (1, 4, 10)


def test_a_changed_kind_can_be_as_it_was_at_first(pane: KindsPane, ctx: Context) -> None:
    pane.open_kind("hospital")
    _write(pane, "offsets", "9")
    pane.save()
    pane.open_kind("hospital")
    pane._on_first()
    assert ctx.book.notes.kind("hospital").offsets == (1, 4, 10)


def test_a_kind_of_the_shops_own_is_added_and_offered(pane: KindsPane, ctx: Context) -> None:
    pane.add.click()
    _write(pane, "label", "দোকান উদ্বোধন")
    _write(pane, "offsets", "৭")
    pane.save()
    own = ctx.book.notes.kinds()[-1]
    assert (own.title, own.offsets) == ("দোকান উদ্বোধন", (7,))
    assert own.code in pane.lines
    assert ctx.messages.undo_last()
    assert "দোকান উদ্বোধন" not in [kind.title for kind in ctx.book.notes.kinds()]
    pane.show_now()
    pane.add.click()
    _write(pane, "label", "দোকান উদ্বোধন")
    pane.save()
    assert ctx.book.notes.kinds()[-1].title == "দোকান উদ্বোধন"


@pytest.mark.parametrize("name", ["", "  ", "অসুস্থ"])
def test_a_kind_needs_a_name_of_its_own(pane: KindsPane, ctx: Context, name: str) -> None:
    before = len(ctx.book.notes.kinds())
    pane.add.click()
    _write(pane, "label", name)
    pane.save()
    assert pane.form is not None
    assert "label" in pane.form.problems()
    assert len(ctx.book.notes.kinds()) == before


def test_leaving_it_forgets_what_was_typed(pane: KindsPane, ctx: Context) -> None:
    pane.open_kind("birth")
    _write(pane, "offsets", "99")
    pane.put_away()
    assert ctx.book.notes.kind("birth").offsets == (1, 7, 30)
    assert all(isinstance(line, QWidget) for line in pane.lines.values())


@pytest.mark.parametrize(
    ("typed", "days"),
    [("১, ৭, ৩০", (1, 7, 30)), ("7 1", (1, 7)), ("-৩, ৭", (-3, 7)), ("", ()), ("5;5", (5,)), ("−2", (-2,))],
)
def test_days_are_read_as_they_are_written(qapp: Any, typed: str, days: tuple[int, ...]) -> None:
    field = OffsetsField("offsets", "")
    field.restore(typed)
    assert field.value() == days


@pytest.mark.parametrize("typed", ["কাল", "1.5", "500", "1,2,3,4,5,6,7,8,9,10,11"])
def test_what_is_no_list_of_days_is_said(qapp: Any, typed: str) -> None:
    field = OffsetsField("offsets", "")
    field.restore(typed)
    with pytest.raises(Wrong) as wrong:
        field.value()
    assert isinstance(wrong.value.problem, Message)
    assert say(wrong.value.problem)


def test_the_kind_that_is_begun_comes_into_sight(pane: KindsPane, qtbot: Any) -> None:
    pane.add.click()
    assert pane.form is not None
    name = pane.form["label"]
    qtbot.waitUntil(lambda: not name.visibleRegion().isEmpty())


def test_each_line_says_in_short_what_the_kind_asks_for(pane: KindsPane) -> None:
    said = {label.text() for label in pane.findChildren(ElidedLabel)}
    assert {"৩ দিন আগে, ৭ দিন পরে · উপহার", "সেই দিনই", "খোঁজ নেই"} <= said
    assert "১, ৪, ১০ দিন পরে খোঁজ · ১০ দিন চুপ · খোলা থাকে · উপহার" in said
