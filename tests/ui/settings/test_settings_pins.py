"""PINs in the settings: typed twice, given, taken away; how soon the counter locks; said plainly what a PIN is not."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from shopbook.settings.model import IDLE_MINUTES
from tests.typing import type_text
from ui.context import Context
from ui.settings.pins import PinCard


@pytest.fixture
def card(ctx: Context, qtbot: Any) -> PinCard:
    ctx.book.settings.add_staff("রেজাউল", "owner")
    ctx.book.settings.add_staff("সুমন", "seller")
    made = PinCard(ctx)
    qtbot.addWidget(made)
    made.show()
    return made


def give(card: PinCard, name: str, pin: str, again: str) -> None:
    card.ask(next(one for one in card._ctx.book.signing.people() if one.name == name))
    card.form["pin"].line.setText(pin)
    card.form["again"].line.setText(again)
    card.save.click()


def test_a_pin_is_typed_twice_in_whatever_digits_and_the_owners_comes_first(card: PinCard) -> None:
    signing = card._ctx.book.signing
    give(card, "রেজাউল", "1357", "1375")
    assert not signing.required() and card.form["again"].problem_text()
    give(card, "সুমন", "2468", "2468")
    assert not signing.required(), "nobody could change the staff any more"
    give(card, "রেজাউল", "১৩৫৭", "1357")
    assert signing.required() and signing.who().name == "রেজাউল"
    assert not card.form.isVisible() and card.form["pin"].line.text() == ""
    signing.sign_out()
    assert signing.sign_in(signing.people()[0].id, "1357").name == "রেজাউল"


def test_a_pin_that_is_too_short_is_told_under_its_field(card: PinCard) -> None:
    give(card, "রেজাউল", "12", "12")
    assert card.form["pin"].problem_text() and not card._ctx.book.signing.required()


def test_a_pin_is_taken_away_and_then_nobody_needs_one(card: PinCard) -> None:
    signing = card._ctx.book.signing
    give(card, "রেজাউল", "1357", "1357")
    card.ask(signing.people()[0])
    card.remove.click()
    assert not signing.required() and card.idle.isHidden()


def test_how_soon_it_locks_is_chosen_where_pins_are_used(card: PinCard) -> None:
    assert card.idle.isHidden()
    give(card, "রেজাউল", "1357", "1357")
    assert not card.idle.isHidden() and card.idle.value() == 5
    card.idle.buttons[-1].click()
    assert card._ctx.book.settings.get(IDLE_MINUTES) == 0


def test_it_is_said_plainly_that_a_pin_is_not_encryption(card: PinCard) -> None:
    said = " ".join(label.text() for label in card.plainly.findChildren(QLabel))
    assert "ফাইল পড়তে পারবে" in said
    asked: list[str] = []
    card._ctx.navigation.go = lambda key, target=None: asked.append(f"{key} {target}")  # type: ignore[method-assign]
    card.protect.click()
    assert asked == ["settings safety"]


def test_the_first_pin_is_one_button_away_until_there_is_one(card: PinCard) -> None:
    assert not card.first.isHidden()
    card.first.click()
    assert card.first.isHidden() and card.person is not None and card.person.role == "owner"
    type_text(card.form["pin"].control, "1357")
    type_text(card.form["again"].control, "1357\n")
    assert card.first.isHidden() and not card.idle.isHidden()
