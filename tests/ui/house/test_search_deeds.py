"""The search box knows what can be done, not only who is in the book."""

from __future__ import annotations

from tests.ui.counter import Counter, Key, counter
from ui.lists.looks import Section

__all__ = ["counter"]


def _titles(counter: Counter) -> list[str]:
    return [line.look.title for line in counter.window.search.popup.lines() if not isinstance(line, Section)]


def test_a_deed_called_by_the_beginning_of_its_name_comes_first(counter: Counter) -> None:
    counter.control(Key.Key_K)
    counter.type("নতুন")
    assert _titles(counter)[:2] == ["নতুন বিক্রি", "নতুন গ্রাহক"]
    counter.press(Key.Key_Return)
    assert counter.ctx.navigation.here.key == "sale"


def test_a_person_comes_before_a_deed_that_only_holds_the_word(counter: Counter) -> None:
    counter.shop.customer("জমা মিয়া", "01711112222")
    counter.control(Key.Key_K)
    counter.type("জমা")
    titles = _titles(counter)
    assert titles[0] == "জমা মিয়া"
    assert "টাকা জমা নিন" in titles


def test_two_letters_ask_for_people_only(counter: Counter) -> None:
    counter.control(Key.Key_K)
    counter.type("নত")
    assert "নতুন বিক্রি" not in _titles(counter)
