"""The dues book: who owes, how long, promised when; filtered, sorted, and every deed by its key."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.dues.model import PaymentDraft
from tests.ui.counter import Counter, Key
from tests.ui.dues.conftest import lines, reads, shop_is_read
from ui.dues.page import DuesPage
from ui.qt import Modifier


@pytest.fixture
def dues(counter: Counter) -> DuesPage:
    """Rafiq owes since spring, Salma since yesterday, Karim pays ahead; the book is open."""
    today = counter.shop.today
    counter.rafiq.owes(800, since=today - dt.timedelta(200))
    counter.salma.owes(2500, since=today - dt.timedelta(1))
    counter.book.dues.promise(counter.salma.id, 2500_00, today + dt.timedelta(5))
    counter.shop.customer("করিম", "01911000000").pays(300)
    counter.ctx.navigation.go("dues")
    shop_is_read(counter)
    return counter.page("dues")


def test_the_oldest_due_stands_first_with_its_age_and_the_promised_day(dues: DuesPage) -> None:
    first, second = lines(dues.debtors.model)
    assert first.startswith("মোঃ রফিকুল ইসলাম")
    assert "৳৮০০" in first
    assert "বাকি শুরু ৬ মাস আগে" in first
    assert "৳২,৫০০" in second
    assert "৫ দিন পরে" in second
    assert "২৬ নভেম্বর" in second


def test_the_head_says_what_all_of_them_owe(dues: DuesPage) -> None:
    assert dues.sums.text() == "২ জনের কাছে ৳৩,৩০০"


def test_each_age_has_a_chip_with_how_many_owe_how_much(counter: Counter, dues: DuesPage) -> None:
    chips = {which: button.text() for which, button in dues.debtors.chips.items()}
    assert chips["0-30"] == "০–৩০ দিন ১ · ৳২,৫০০"
    assert chips["181+"] == "১৮১ দিন বা বেশি ১ · ৳৮০০"
    assert chips["31-90"] == "৩১–৯০ দিন"
    dues.debtors.chips["181+"].click()
    assert [line.split(",")[0] for line in lines(dues.debtors.model)] == ["মোঃ রফিকুল ইসলাম"]


def test_an_area_shows_its_own_dues_only_and_the_chips_count_along(counter: Counter, dues: DuesPage) -> None:
    pane = dues.debtors
    areas = [pane.areas.itemText(at) for at in range(pane.areas.count())]
    assert areas == ["সব এলাকা", "পল্লবী ১", "মিরপুর ১০ ১"]
    pane.areas.activated.emit(areas.index("পল্লবী ১"))
    assert [line.split(",")[0] for line in lines(pane.model)] == ["সালমা বেগম"]
    assert pane.chips["181+"].text() == "১৮১ দিন বা বেশি"
    assert dues.sums.text() == "২ জনের কাছে ৳৩,৩০০"


def test_alt_and_a_figure_put_the_list_into_another_order(counter: Counter, dues: DuesPage) -> None:
    counter.press(Key.Key_2, Modifier.AltModifier)
    assert lines(dues.debtors.model)[0].startswith("সালমা")
    assert dues.debtors.sorts.currentText() == "বেশি বাকি আগে"
    counter.press(Key.Key_1, Modifier.AltModifier)
    assert lines(dues.debtors.model)[0].startswith("মোঃ রফিকুল")
    counter.press(Key.Key_4, Modifier.AltModifier)
    assert lines(dues.debtors.model)[0].startswith("সালমা")


def test_the_opened_account_shows_its_open_papers_and_the_promise(counter: Counter, dues: DuesPage) -> None:
    counter.sold(counter.salma.id, paid_taka=3000)
    counter.press(Key.Key_Down)
    said = reads(dues.debtors.panel)
    assert "৳২,৭৫০" in said
    assert "পুরোনো বাকি · ২০ নভেম্বর" in said
    assert "A-০০০০০১ · ২১ নভেম্বর" in said
    assert "৳৩,২৫০-এর মধ্যে ৳২৫০" in said
    assert "৳২,৫০০ দেওয়ার কথা" in said


def test_a_limit_that_is_passed_is_said_with_by_how_much(counter: Counter) -> None:
    person = counter.shop.customer("জসিম", "01911222333", credit_limit_paisa=1000_00).owes(1500)
    counter.ctx.navigation.go("dues", {"customer_id": person.id})
    shop_is_read(counter)
    assert "৳১,০০০, ৳৫০০ বেশি" in reads(counter.page("dues").debtors.panel)


def test_f3_takes_the_money_of_the_chosen_one_and_who_paid_all_leaves_the_list(
    counter: Counter, dues: DuesPage
) -> None:
    counter.press(Key.Key_F3)
    counter.press(Key.Key_Return)
    counter.type("800\n")
    shop_is_read(counter)
    assert counter.book.dues.balance(counter.rafiq.id) == 0
    assert [line.split(",")[0] for line in lines(dues.debtors.model)] == ["সালমা বেগম"]
    assert dues.sums.text() == "১ জনের কাছে ৳২,৫০০"


@pytest.mark.parametrize(
    ("key", "title"),
    [(Key.Key_S, "হিসাবের বিবরণ"), (Key.Key_A, "হিসাব ঠিক করুন")],
)
def test_a_letter_opens_the_sheet_of_the_chosen_account(
    counter: Counter, dues: DuesPage, key: Key, title: str
) -> None:
    counter.press(key)
    assert counter.ctx.navigation.sheet is not None
    assert counter.window.sheets["right"].title.text() == f"মোঃ রফিকুল ইসলাম — {title}"


def test_p_asks_in_the_call_strip_what_day_was_promised(counter: Counter, dues: DuesPage) -> None:
    counter.press(Key.Key_P)
    assert type(counter.ctx.navigation.sheet).__name__ == "CallStrip"


def test_enter_opens_the_profile(counter: Counter, dues: DuesPage) -> None:
    counter.press(Key.Key_Return)
    here = counter.ctx.navigation.here
    assert here is not None
    assert (here.key, here.target) == ("customer", counter.rafiq.id)


def test_the_keys_of_the_list_need_the_keyboard_where_it_is_when_the_page_opens(
    counter: Counter, dues: DuesPage
) -> None:
    assert counter.focused() is dues.debtors.list


def test_other_letters_go_to_the_search_box(counter: Counter, dues: DuesPage) -> None:
    counter.type("r")
    assert counter.focused() is counter.window.search


def test_ctrl_p_prints_the_slip_that_says_what_is_due_now(
    counter: Counter, dues: DuesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui import printing

    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(printing, "give_paper", lambda _ctx, kind, target: asked.append((kind, target)))
    counter.rafiq.pays(300)
    last = counter.book.dues.statement(counter.rafiq.id)[-1]
    counter.control(Key.Key_P)
    assert asked == [("due_slip", last.id)]
    assert counter.book.dues.slip(last.id).new_paisa == 500_00


def test_alt_h_goes_to_the_halkhata(counter: Counter, dues: DuesPage) -> None:
    gone: list[str] = []
    counter.ctx.navigation.register_sheet("halkhata", lambda _target: gone.append("halkhata"))
    counter.press(Key.Key_H, Modifier.AltModifier)
    assert gone == ["halkhata"]


def test_an_empty_book_says_what_belongs_here_and_how_it_comes(counter: Counter) -> None:
    counter.ctx.navigation.go("dues")
    page = counter.page("dues")
    said = reads(page)
    assert "কারও কাছে কোনো বাকি নেই" in said
    assert "মেমোতে যা বাকি থাকে" in said
    assert not page.debtors.panel.isVisible()
    assert page.sums.text() == ""
    page.debtors.empty.button.click()
    assert counter.ctx.navigation.sheet is not None


def test_only_the_rows_in_sight_are_read_however_many_owe(counter: Counter) -> None:
    for n in range(150):
        counter.shop.customer(f"গ্রাহক {n}").owes(100 + n)
    asked: list[int] = []
    book = counter.book
    rows = book.dues.rows
    counter.ctx.navigation.go("dues")
    page = counter.page("dues")
    page.debtors.model._fetch_rows = lambda ids: asked.append(len(ids)) or rows(ids)
    page.make_stale()
    shop_is_read(counter)
    assert page.debtors.model.rowCount() == 150
    assert sum(asked) <= 64


def test_the_sum_of_a_day_in_the_past_parts_good_from_doubtful(counter: Counter, dues: DuesPage) -> None:
    counter.press(Key.Key_Z, Modifier.AltModifier)
    shop_is_read(counter)
    sheet = counter.ctx.navigation.sheet
    said = reads(sheet)
    assert "৳৩,৩০০" in said
    facts = dict(zip(said.splitlines(), said.splitlines()[1:], strict=False))
    assert facts["এর মধ্যে ভালো"] == "৳২,৫০০"
    assert facts["এর মধ্যে সন্দেহের"] == "৳৮০০"
    assert facts["অন্যদের অগ্রিম"] == "৳৩০০"
    sheet.days.set_value(300)
    sheet.count()
    shop_is_read(counter)
    facts = dict(zip(reads(sheet).splitlines(), reads(sheet).splitlines()[1:], strict=False))
    assert facts["এর মধ্যে ভালো"] == "৳৩,৩০০"
    sheet.on.set_value(counter.shop.today - dt.timedelta(30))
    sheet.count()
    shop_is_read(counter)
    assert sheet.standing.owed_paisa == 800_00
    counter.press(Key.Key_Escape)
    counter.press(Key.Key_Z, Modifier.AltModifier)
    assert counter.ctx.navigation.sheet.days.value() == 300


def test_a_day_to_come_has_no_dues_yet(counter: Counter, dues: DuesPage) -> None:
    counter.press(Key.Key_Z, Modifier.AltModifier)
    shop_is_read(counter)
    sheet = counter.ctx.navigation.sheet
    sheet.on.set_value(counter.shop.today + dt.timedelta(1))
    sheet.count()
    assert sheet.on.problem_text() == "এই তারিখ এখনো আসেনি।"


def test_what_is_paid_elsewhere_is_seen_on_the_open_page(counter: Counter, dues: DuesPage) -> None:
    counter.book.dues.take_payment(PaymentDraft(counter.rafiq.id, 300_00, counter.shop.today))
    shop_is_read(counter)
    assert "৳৫০০" in lines(dues.debtors.model)[0]


def test_instalments_are_offered_for_a_memo_and_only_once(counter: Counter, dues: DuesPage) -> None:
    panel = dues.debtors.panel
    assert not panel.plan.isVisible()
    counter.sold(counter.rafiq.id, paid_taka=250)
    shop_is_read(counter)
    assert panel.plan.isVisible()
    counter.press(Key.Key_K)
    counter.type("3\n")
    shop_is_read(counter)
    assert counter.book.plans.of_customer(counter.rafiq.id)[0].financed_paisa == 3000_00
    assert not panel.plan.isVisible()
    assert "৩ কিস্তির ০টি জমা" in reads(panel)
