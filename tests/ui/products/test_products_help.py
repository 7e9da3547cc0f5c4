"""The sheet in which a product's use and the questions about it are written."""

from __future__ import annotations

from shopbook.products.model import LONGEST_TEXT, ProductDraft
from tests.ui.desk import Desk


def test_what_was_typed_is_kept_when_the_sheet_is_put_away(desk: Desk) -> None:
    product = desk.book.products.add(ProductDraft("ফ্রিজ", brand="ওয়ালটন", price_paisa=100))
    desk.begin().ctx.navigation.go("product_help", product)
    desk.write("সামনে উঁচু রাখুন").press("Esc")
    assert desk.sheet is None and desk.book.products.get(product).usage_tip == ""
    desk.ctx.navigation.go("product_help", product)
    assert desk.sheet.tip.typed() == "সামনে উঁচু রাখুন"
    desk.press("Ctrl+Enter")
    found = desk.book.products.get(product)
    assert (found.usage_tip, found.brand, found.price_paisa) == ("সামনে উঁচু রাখুন", "ওয়ালটন", 100)
    assert desk.book.drafts.kept(f"product_help:{product}") is None


def test_nothing_typed_leaves_no_draft(desk: Desk) -> None:
    product = desk.book.products.add(ProductDraft("ফ্রিজ"))
    desk.begin().ctx.navigation.go("product_help", product)
    desk.press("Esc")
    assert desk.book.drafts.kept(f"product_help:{product}") is None


def test_too_long_a_text_is_said_under_its_field(desk: Desk) -> None:
    product = desk.book.products.add(ProductDraft("ফ্রিজ"))
    desk.begin().ctx.navigation.go("product_help", product)
    desk.sheet.questions.restore("ক" * (LONGEST_TEXT + 1))
    desk.sheet.save()
    assert desk.sheet is not None and desk.sheet.questions.problem_text()
