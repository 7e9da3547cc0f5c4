"""Every word is kept: what customers said and what the shop promised, from the phone to the day it is settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.tour.words_kept import WordsKept

Told = Callable[[Any], Any]


def test_a_complaint_on_the_phone_stands_on_its_day_until_they_say_that_it_is_really_settled(
    told: Told,
) -> None:
    told(WordsKept).complaint()


def test_an_order_by_word_of_mouth_is_asked_for_on_sunday_and_won_by_the_memo(told: Told) -> None:
    told(WordsKept).order()


def test_what_two_people_asked_for_has_come_and_both_are_told(told: Told) -> None:
    told(WordsKept).wish()


def test_our_own_promise_comes_up_the_day_before_and_leaves_when_it_is_kept(told: Told) -> None:
    told(WordsKept).our_word()


def test_a_good_word_said_on_the_phone_hangs_on_the_wall_with_their_name(told: Told) -> None:
    told(WordsKept).good_word()
