"""Money after the memo, told by the tour's own chapters over a small new book, each alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.tour.halkhata import NewBook
from ui.tour.money import Money
from ui.tour.papers import every_paper, subjects
from ui.tour.workshop import Workshop

Told = Callable[[Any], Any]


@pytest.mark.parametrize(
    "chapter",
    ["dues_book", "money_with_a_let_off", "instalments", "brought_back", "exchanged", "paid_at_the_door"],
)
def test_a_chapter_of_money_stands_alone(told: Told, chapter: str) -> None:
    getattr(told(Money), chapter)()


@pytest.mark.parametrize(
    "chapter", ["from_its_card", "from_nothing", "report", "servicing", "card_replaced_and_handed_on"]
)
def test_a_chapter_of_the_workshop_stands_alone(told: Told, chapter: str) -> None:
    getattr(told(Workshop), chapter)()


def test_a_halkhata_from_the_first_thought_to_the_new_book(told: Told) -> None:
    told(NewBook).tell()


def test_after_it_every_paper_can_be_made_in_both_languages(told: Told, tmp_path: Path) -> None:
    told(NewBook).tell()
    money, workshop = told(Money), told(Workshop)
    money.instalments()
    money.brought_back()
    workshop.from_its_card()
    card_id = money.book.warranties.newest_ids(1)[0]
    made = {
        path.name for path in every_paper(money.window.ctx, subjects(money.window.ctx, card_id), tmp_path)
    }
    for name in (
        "memo_58_bn.pdf", "memo_58_bn_thermal.png", "due_slip_A5_en.pdf", "statement_A4_bn.pdf", "plan_card_A5_en.pdf",
        "job_slip_80_en_thermal.png", "return_slip_A6_bn.pdf", "invitations_4A6_bn.pdf", "carried_A4_en.pdf",
        "labels_38x21_bn.pdf", "cards_card_en.pdf", "card_logo_card.pdf",
    ):  # fmt: skip
        assert name in made
    assert len(made) > 120
