"""The shop changes its words, puts them back, and keeps templates of its own."""

from __future__ import annotations

import pytest

from shopbook.changes import Changed
from shopbook.errors import Invalid, NotFound
from shopbook.followups.rules import BY_NAME
from shopbook.localisation.language import say, set_language
from shopbook.wording.model import TemplateDraft, blank_named, respelled
from shopbook.wording.operations import Wording
from tests.language import TestShop

BODY = "{সালাম} {নাম}, টাকাটা কি আজ দেওয়া যাবে? — {দোকান}"


@pytest.fixture
def wording(shop: TestShop) -> Wording:
    """The words of an open shop."""
    return shop.book.wording


def test_there_are_words_for_every_rule_of_the_list(wording: Wording) -> None:
    for kind in ("message", "script"):
        codes = {template.code for template in wording.templates(kind)}
        assert set(BY_NAME) <= codes
        assert all(template.body and not template.is_changed for template in wording.templates(kind))


def test_the_built_in_words_follow_the_language_with_its_blanks(wording: Wording) -> None:
    assert "{টাকা}" in wording.text("message", "pay_promise")
    set_language("en")
    assert "{amount}" in wording.text("message", "pay_promise")


def test_changed_words_are_kept_and_can_be_put_back(shop: TestShop, wording: Wording) -> None:
    before = wording.text("message", "pay_promise")
    told: list[Changed] = []
    shop.book.store.listen(told.append)
    wording.save("message", "pay_promise", "", BODY)
    shop.reopen()
    assert shop.book.wording.text("message", "pay_promise") == BODY
    assert [t.code for t in shop.book.wording.templates("message") if t.is_changed] == ["pay_promise"]
    shop.book.wording.reset("message", "pay_promise")
    assert shop.book.wording.text("message", "pay_promise") == before
    shop.book.wording.save("message", "pay_promise", "", BODY)
    assert shop.book.wording.text("message", "pay_promise") == BODY
    assert told and told[0].touches("wording")


def test_the_original_words_typed_again_are_the_original(wording: Wording) -> None:
    before = wording.text("message", "old_due")
    wording.save("message", "old_due", "", BODY)
    wording.save("message", "old_due", "", before)
    assert not any(template.is_changed for template in wording.templates("message"))
    set_language("en")
    assert wording.text("message", "old_due") != before


def test_the_shop_keeps_templates_of_its_own(wording: Wording) -> None:
    code = wording.add("message", "  ঈদ   মোবারক ", "ঈদ মোবারক {নাম}!")
    own = wording.templates("message")[-1]
    assert (own.code, own.title, own.is_own) == (code, "ঈদ মোবারক", True)
    with pytest.raises(Invalid) as refused:
        wording.add("message", "ঈদ মোবারক", "আবার")
    assert set(refused.value.problems) == {"title"}
    wording.save("message", code, "ঈদের শুভেচ্ছা", "ঈদ মোবারক!")
    assert wording.templates("message")[-1].title == "ঈদের শুভেচ্ছা"
    wording.drop("message", code)
    assert not any(template.is_own for template in wording.templates("message"))
    with pytest.raises(NotFound):
        wording.drop("message", code)
    assert wording.add("message", "ঈদ মোবারক", "ঈদ মোবারক!") == code


def test_only_own_templates_can_be_dropped_and_only_known_ones_changed(wording: Wording) -> None:
    with pytest.raises(NotFound):
        wording.drop("message", "pay_promise")
    with pytest.raises(NotFound):
        wording.save("message", "no_such_rule", "", BODY)
    with pytest.raises(NotFound):
        wording.save("message", "own:gone", "গেছে", BODY)


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("", "লিখুন"),
        ("   ", "লিখুন"),
        ("{নামম}, আসবেন", "{নামম}"),
        ("আসবেন {", "{নাম}"),
        ("আসবেন {নাম", "{নাম}"),
        ("ক" * 2001, "২,০০০"),
    ],
)
def test_what_cannot_be_filled_is_said_under_the_words(wording: Wording, body: str, part: str) -> None:
    with pytest.raises(Invalid) as refused:
        wording.save("message", "pay_promise", "", body)
    assert part in say(refused.value.problems["body"])


def test_an_own_template_needs_a_name() -> None:
    assert set(TemplateDraft(" ", "আসবেন").problems(own=True)) == {"title"}
    assert not TemplateDraft("", "আসবেন").problems()


def test_blanks_are_known_by_both_spellings_and_shown_in_the_language_spoken() -> None:
    assert blank_named(" নাম ") == blank_named("Name") == "name"
    assert blank_named("ফোন") == "hotline"
    assert respelled("{name} {পণ্যের} {কে জানে}") == "{নাম} {পণ্যের} {কে জানে}"
    set_language("en")
    assert respelled("{নাম} {পণ্যের}") == "{name} {product's}"


def test_a_kept_word_does_not_disturb_the_order_of_new_ids(shop: TestShop) -> None:
    """Its id is a hash: taken for the newest id of the book, every later id would lie far in the future."""
    before = shop.customer("আগে").id
    shop.book.wording.save("message", "pay_promise", "", BODY)
    shop.days_later(1)
    shop.reopen()
    assert 0 < shop.customer("পরে").id - before < 2 * 86_400_000 << 22
