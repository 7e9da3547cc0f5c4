"""A customer who said they would buy stands at the counter: the memo knows it, and closes the word."""

from __future__ import annotations

import datetime as dt

from shopbook.care.promises import BuyPromiseDraft
from tests.ui.counter import Counter, Key

DAY = dt.date(2026, 11, 25)


def word(counter: Counter, what: str, taka: int | None = None) -> int:
    """Rafiq's word to buy something."""
    paisa = taka * 100 if taka else None
    return counter.book.promises.will_buy(BuyPromiseDraft(counter.rafiq.id, what, DAY, paisa))


def begin(counter: Counter) -> None:
    """The new memo for Rafiq."""
    counter.ctx.navigation.go("sale", {"customer_id": counter.rafiq.id})
    counter.pause(50)


def sell(counter: Counter, name: str, taka: str) -> None:
    """Type one line, as far as the price."""
    form = counter.page("sale").form
    form.editor.product.line.setText(name)
    form.editor.price.line.setText(taka)
    counter.page("sale")._look_again()


def test_what_they_said_stands_on_the_memo_and_is_ticked_when_the_goods_fit(counter: Counter) -> None:
    id = word(counter, "ফ্রিজ, ২৫০ লিটার", 30_000)
    begin(counter)
    promised = counter.page("sale").form.promised
    assert promised.isVisible()
    assert [chip.text() for chip in promised.chips.values()] == ["ফ্রিজ, ২৫০ লিটার, ৳৩০,০০০"]
    assert promised.chosen is None
    sell(counter, "Walton fridge", "27000")
    assert promised.chosen == id


def test_saving_the_memo_wins_the_order_and_taking_it_back_opens_it_again(counter: Counter) -> None:
    id = word(counter, "রাইস কুকার")
    begin(counter)
    sell(counter, "রাইস কুকার", "3250")
    counter.page("sale").form.money.paid.line.setText("3250")
    counter.control(Key.Key_Return)
    won = counter.book.promises.buy_promise(id)
    assert won.status == "won"
    assert won.memo_no
    counter.control(Key.Key_Z)
    assert counter.book.promises.buy_promise(id).status == "open"


def test_the_amount_fits_when_the_goods_were_said_in_other_words(counter: Counter) -> None:
    id = word(counter, "একটা বড় জিনিস", 30_000)
    begin(counter)
    sell(counter, "ওয়াশিং মেশিন", "29000")
    assert counter.page("sale").form.promised.chosen == id
    sell(counter, "ওয়াশিং মেশিন", "20000")
    assert counter.page("sale").form.promised.chosen is None


def test_a_person_decides_and_the_goods_no_longer_do(counter: Counter) -> None:
    id = word(counter, "রাইস কুকার")
    begin(counter)
    sell(counter, "রাইস কুকার", "3250")
    promised = counter.page("sale").form.promised
    promised.chips[id].click()
    assert promised.chosen is None
    counter.page("sale").form.money.paid.line.setText("3250")
    counter.control(Key.Key_Return)
    assert counter.book.promises.buy_promise(id).status == "open"


def test_somebody_elses_word_does_not_stand_there(counter: Counter) -> None:
    word(counter, "রাইস কুকার")
    counter.ctx.navigation.go("sale", {"customer_id": counter.salma.id})
    counter.pause(50)
    assert not counter.page("sale").form.promised.isVisible()


def test_the_decision_survives_a_power_cut(counter: Counter) -> None:
    id = word(counter, "রাইস কুকার")
    begin(counter)
    sell(counter, "ফ্যান", "2000")
    counter.page("sale").form.promised.chips[id].click()
    counter.pause()
    counter.lose_window()
    counter.open_window()
    counter.ctx.navigation.go("sale")
    counter.pause(50)
    assert counter.page("sale").form.promised.chosen == id
