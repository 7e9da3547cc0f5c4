"""Around the talks: the paper list, missed calls, helpers, messages, and which reasons call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.ui.desk import Desk
from ui.tour.call_desk import CallDesk

Told = Callable[[Any], Any]


def test_the_printed_list_comes_back_in_the_evening_and_its_calls_stand_with_their_people(
    told: Told, desk: Desk
) -> None:
    desk.book.settings.add_staff("সোহেল", "owner")
    desk.book.settings.add_staff("জান্নাতুল", "seller")
    told(CallDesk).paper_and_back()


def test_missed_calls_are_pasted_and_wait_in_the_list(told: Told) -> None:
    told(CallDesk).missed_calls()


def test_a_helpers_number_is_given_in_the_middle_of_a_call_and_no_word_of_it_is_lost(told: Told) -> None:
    told(CallDesk).helper_while_talking()


def test_a_message_is_copied_with_what_it_costs_and_scanned_from_the_screen(told: Told) -> None:
    told(CallDesk).message_to_send()


def test_a_reason_switched_off_says_before_who_leaves_the_list(told: Told) -> None:
    told(CallDesk).reason_switched_off()
