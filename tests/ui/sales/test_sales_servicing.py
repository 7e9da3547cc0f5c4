"""Free servicing is promised where the warranty is, on the line of the memo, and remembered with the product."""

from __future__ import annotations

import datetime as dt

from shopbook.localisation.language import _
from tests.ui.counter import Counter, Key
from ui.sales.servicing import USUAL, servicing_text


def begun(counter: Counter) -> object:
    """A memo of Rafiq's with a rice cooker under warranty on it."""
    counter.ctx.navigation.go("sale", {"customer_id": counter.rafiq.id})
    form = counter.page("sale").form
    form.editor.product.line.setFocus()
    counter.type("রাইস")
    counter.press(Key.Key_Return)
    return form.editor


def test_servicing_is_asked_only_of_what_has_a_warranty(counter: Counter) -> None:
    editor = begun(counter)
    assert editor.servicing.isVisible()
    editor.coverages.chips[0].click()
    assert not editor.servicing.isVisible()


def test_the_card_gets_the_servicing_of_its_line_and_the_product_remembers_it(counter: Counter) -> None:
    editor = begun(counter)
    editor.servicing.box.setCurrentIndex(1 + USUAL.index((120, 3)))
    editor.servicing.box.activated.emit(editor.servicing.box.currentIndex())
    counter.control(Key.Key_Return)
    counter.control(Key.Key_Return)  # all of it was paid
    [card_id] = counter.book.warranties.newest_ids(1)
    due = [visit.due_on for visit in counter.book.visits.of_card(card_id)]
    assert due == [counter.shop.today + dt.timedelta(days) for days in (120, 240, 360)]
    product = counter.book.products.get(counter.cooker)
    assert (product.service_every_days, product.service_count) == (120, 3)
    assert begun(counter).servicing.value() == (120, 3), "the next sale begins with it"


def test_any_other_rhythm_is_typed_in_two_figures_in_either_script(counter: Counter) -> None:
    field = begun(counter).servicing
    field.box.setCurrentIndex(field.box.count() - 1)
    field.box.activated.emit(field.box.currentIndex())
    counter.type("৪৫")
    field.count.setFocus()
    counter.type("6")
    assert field.value() == (45, 6)
    field.every.setText("0")
    assert not field.check()
    assert field.problem_text()


def test_what_was_typed_survives_a_power_cut(counter: Counter) -> None:
    field = begun(counter).servicing
    field.set_value((45, 6))
    kept = field.typed()
    field.set_value((None, 0))
    assert field.value() == (None, 0)
    field.restore(kept)
    assert field.value() == (45, 6)


def test_a_rhythm_is_said_in_words_and_none_is_silence() -> None:
    assert servicing_text(None, 0) == servicing_text(120, 0) == ""
    assert servicing_text(120, 3) == _("{times}, every {days} days").format(times="৩ বার", days="১২০")
