"""The paper round trip: what was printed is remembered, and the filled paper is entered line by line."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.calls.model import CallbackDraft, CallDraft
from shopbook.errors import Invalid, Refused
from shopbook.followups.call_sheets import Line, PrintedSheet
from shopbook.followups.model import Lane
from shopbook.followups.reminders import ReminderDraft
from tests.language import TestShop


@pytest.fixture
def filled(shop: TestShop) -> TestShop:
    """A shop with three people to ring."""
    for n, name in enumerate(("সালমা", "রহিম", "করিম")):
        person = shop.customer(name, f"0171234560{n}")
        shop.book.followups.remind(ReminderDraft(f"{name}কে দাম জানাতে হবে", shop.today, customer_id=person.id))
    return shop


def printed(shop: TestShop, staff_id: int | None = None) -> int:
    return shop.book.call_sheets.remember(shop.book.followups.today(staff=staff_id), staff_id)


def line(shop: TestShop, sheet_id: int, number: int) -> Line:
    return shop.book.call_sheets.lines(sheet_id)[number - 1]


def last_call(shop: TestShop, customer_id: int | None) -> dict[str, object]:
    row = shop.book.store.row(
        "SELECT * FROM interaction WHERE customer_id = ? AND deleted_at IS NULL ORDER BY at DESC",
        (customer_id,),
    )
    assert row is not None
    return dict(row)


def test_the_printed_list_is_kept_as_the_paper_shows_it(filled: TestShop) -> None:
    cards = filled.book.followups.today().cards
    lines = filled.book.call_sheets.lines(printed(filled))
    assert [(one.number, one.phone, one.customer_id) for one in lines] == [
        (n, card.phone, card.customer_id) for n, card in enumerate(cards, 1)
    ]
    assert [one.keys for one in lines] == [tuple(item.key for item in card.reasons) for card in cards]
    assert all(one.name in one.why for one in lines)


def test_printing_the_same_list_again_makes_no_second_sheet(filled: TestShop) -> None:
    first = printed(filled)
    assert printed(filled) == first
    filled.customer("নতুন", "01812345678")
    filled.book.calls.ask_callback(CallbackDraft("01812345678"))
    second = printed(filled)
    assert second != first
    sheets = filled.book.call_sheets.sheets()
    assert [(sheet.id, sheet.no, sheet.lines) for sheet in sheets] == [(second, 2, 4), (first, 1, 3)]


def test_the_number_on_the_paper_is_known_before_it_is_printed(filled: TestShop) -> None:
    book = filled.book
    today = book.followups.today()
    assert book.call_sheets.numbers([(None, today), (7, today)]) == [1, 2]
    printed(filled)
    assert book.call_sheets.numbers([(None, today), (7, today)]) == [1, 2]


def test_tomorrow_the_same_people_stand_on_another_sheet(filled: TestShop) -> None:
    first = printed(filled)
    filled.days_later(1)
    second = printed(filled)
    assert first != second
    assert [sheet.no for sheet in filled.book.call_sheets.sheets()] == [1, 1]


def test_an_entered_line_does_what_a_call_at_the_desk_does(filled: TestShop) -> None:
    sheet = printed(filled)
    one = line(filled, sheet, 1)
    filled.book.call_sheets.enter(one.id, "talked", "কাল আসবেন")
    assert one.household not in [card.household for card in filled.book.followups.today().all_cards()]
    entered = line(filled, sheet, 1)
    assert (entered.outcome, entered.said) == ("talked", "কাল আসবেন")
    assert filled.book.call_sheets.sheet(sheet).entered == 1
    assert not filled.book.call_sheets.sheet(sheet).is_done


def test_who_did_not_answer_goes_up_the_ladder(filled: TestShop) -> None:
    one = line(filled, printed(filled), 2)
    filled.book.call_sheets.enter(one.id, "no_answer")
    card = filled.book.followups.today().card(one.household)
    assert card is not None
    assert (card.lane, card.attempts) == (Lane.SNOOZED, 1)


def test_a_line_is_entered_once_unless_it_was_taken_back(filled: TestShop) -> None:
    sheet = printed(filled)
    one = line(filled, sheet, 1)
    filled.book.call_sheets.enter(one.id, "no_answer")
    with pytest.raises(Refused):
        filled.book.call_sheets.enter(one.id, "talked")
    filled.book.history.undo(filled.book.history.last_operation())
    assert line(filled, sheet, 1).call_id is None
    card = filled.book.followups.today().card(one.household)
    assert card is not None and (card.lane, card.attempts) == (Lane.NOW, 0)
    filled.book.call_sheets.enter(one.id, "talked")
    assert line(filled, sheet, 1).outcome == "talked"


def test_what_was_settled_meanwhile_is_only_named(filled: TestShop) -> None:
    sheet = printed(filled)
    one = line(filled, sheet, 1)
    card = filled.book.followups.today().card(one.household)
    assert card is not None
    filled.book.followups.called(CallDraft(outcome="talked"), card)
    done = filled.book.followups.today().counts.done_today
    filled.book.call_sheets.enter(one.id, "no_answer")
    assert filled.book.followups.today().counts.done_today == done
    assert filled.book.followups.today().card(one.household) is None
    call = last_call(filled, one.customer_id)
    assert one.keys[0] in str(call["reasons"])


def test_a_reason_that_came_after_the_printing_stays_open(filled: TestShop) -> None:
    one = line(filled, printed(filled), 1)
    draft = ReminderDraft("আরেকটা কথা আছে", filled.today, customer_id=one.customer_id)
    filled.book.followups.remind(draft)
    filled.book.call_sheets.enter(one.id, "talked")
    card = filled.book.followups.today().card(one.household)
    assert card is not None and len(card.reasons) == 1
    assert card.reasons[0].key not in one.keys


def test_a_sheet_of_yesterday_is_entered_for_yesterday(filled: TestShop) -> None:
    yesterday = filled.today
    one = line(filled, printed(filled), 1)
    filled.days_later(1)
    filled.book.call_sheets.enter(one.id, "talked")
    assert one.customer_id is not None
    call = last_call(filled, one.customer_id)
    assert call["on_day"] == yesterday.isoformat()
    assert filled.book.customers.get(one.customer_id).last_contact_on == yesterday


def test_nobody_reached_yesterday_is_tried_again_today_at_once(filled: TestShop) -> None:
    one = line(filled, printed(filled), 1)
    filled.days_later(1)
    filled.book.call_sheets.enter(one.id, "no_answer")
    card = filled.book.followups.today().card(one.household)
    assert card is not None
    assert (card.lane, card.attempts) == (Lane.NOW, 1)


def test_a_promise_written_on_an_old_sheet_may_have_passed_already(shop: TestShop) -> None:
    salma = shop.customer("সালমা", "01819223344").owes(500)
    shop.book.followups.remind(ReminderDraft("টাকা চাইতে হবে", shop.today, customer_id=salma.id))
    one = line(shop, printed(shop), 1)
    shop.days_later(5)
    promised, given = shop.today - dt.timedelta(2), shop.today - dt.timedelta(5)
    shop.book.call_sheets.enter(one.id, "promised_pay", next_on=promised, amount_paisa=300_00)
    row = shop.book.store.row("SELECT made_on, due_on, amount_paisa FROM pay_promise")
    assert row is not None
    assert tuple(row) == (given.isoformat(), promised.isoformat(), 300_00)


def test_what_is_missing_is_said_and_the_line_stays_open(filled: TestShop) -> None:
    sheet = printed(filled)
    with pytest.raises(Invalid) as wrong:
        filled.book.call_sheets.enter(line(filled, sheet, 1).id, "promised_pay")
    assert "next_on" in wrong.value.problems
    assert line(filled, sheet, 1).call_id is None


def test_the_call_belongs_to_the_member_whose_sheet_it_is(filled: TestShop) -> None:
    karim = filled.book.settings.add_staff("করিম")
    one = line(filled, printed(filled, karim), 1)
    filled.book.call_sheets.enter(one.id, "talked")
    assert last_call(filled, one.customer_id)["staff_id"] == karim
    assert filled.book.call_sheets.sheets()[0].staff_name == "করিম"


def test_a_reminder_about_nobody_in_the_book_can_be_entered_too(shop: TestShop) -> None:
    shop.book.followups.remind(ReminderDraft("বিদ্যুৎ অফিসে ফোন", shop.today))
    sheet = printed(shop)
    shop.book.call_sheets.enter(line(shop, sheet, 1).id, "talked")
    assert shop.book.followups.today().all_cards() == ()
    assert shop.book.call_sheets.sheet(sheet).is_done


def test_a_caller_who_is_not_in_the_book_is_entered_by_the_number(shop: TestShop) -> None:
    shop.book.calls.ask_callback(CallbackDraft("01712345678", name="ইসমাইল"))
    sheet: PrintedSheet = shop.book.call_sheets.sheet(printed(shop))
    shop.book.call_sheets.enter(line(shop, sheet.id, 1).id, "talked")
    assert shop.book.calls.open_callbacks() == []


class TestShares:
    """The list split between those who are here."""

    @pytest.fixture
    def team(self, shop: TestShop) -> tuple[int, int, int]:
        """Three people who work here, and forty to ring."""
        ids = tuple(shop.book.settings.add_staff(name, role) for name, role in
                    (("মালিক", "owner"), ("করিম", "seller"), ("রহিম", "seller")))  # fmt: skip
        for n in range(18):
            shop.customer(f"গ্রাহক {n}", f"017123456{n:02d}")
            shop.book.calls.ask_callback(CallbackDraft(f"017123456{n:02d}"))
        return ids  # type: ignore[return-value]

    def shares(self, shop: TestShop, team: tuple[int, ...]) -> list[set[str]]:
        return [{card.household for card in shop.book.followups.today(staff=one).cards} for one in team]

    def test_every_household_is_in_exactly_one_share(self, shop: TestShop, team: tuple[int, ...]) -> None:
        everybody = {card.household for card in shop.book.followups.today().cards}
        shares = self.shares(shop, team)
        assert set.union(*shares) == everybody
        assert sum(map(len, shares)) == len(everybody) == 18

    def test_the_share_of_who_is_away_falls_to_the_others(
        self, shop: TestShop, team: tuple[int, ...]
    ) -> None:
        before = self.shares(shop, team)
        shop.book.settings.set_away(team[0], shop.today)
        owner, *others = self.shares(shop, team)
        assert owner == set()
        assert set.union(*others) == set.union(*before)
        # What was theirs in the morning is still theirs.
        assert all(after >= was for after, was in zip(others, before[1:], strict=True))

    def test_what_is_assigned_to_who_is_away_is_done_by_another(
        self, shop: TestShop, team: tuple[int, ...]
    ) -> None:
        salma = shop.customer("সালমা", "01819223344")
        draft = ReminderDraft("মালিক নিজে ফোন করবেন", shop.today, customer_id=salma.id, staff_id=team[0])
        shop.book.followups.remind(draft)
        assert [salma.id in {c.customer_id for c in shop.book.followups.today(staff=one).cards} for one in team] == [
            True, False, False,
        ]  # fmt: skip
        shop.book.settings.set_away(team[0], shop.today)
        seen = [
            salma.id in {c.customer_id for c in shop.book.followups.today(staff=one).cards} for one in team
        ]
        assert seen[0] is False
        assert sum(seen) == 1

    def test_tomorrow_everybody_has_their_own_share_again(
        self, shop: TestShop, team: tuple[int, ...]
    ) -> None:
        before = self.shares(shop, team)
        shop.book.settings.set_away(team[0], shop.today)
        shop.days_later(1)
        assert self.shares(shop, team) == before

    def test_the_figures_are_those_of_the_share(self, shop: TestShop, team: tuple[int, ...]) -> None:
        for one in team:
            today = shop.book.followups.today(staff=one)
            assert today.counts.now == len(today.cards)
