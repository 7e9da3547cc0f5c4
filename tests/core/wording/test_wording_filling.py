"""A template filled: what is known stands in it, what is not known takes its words away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopbook.localisation.language import set_language
from shopbook.wording.filling import fill
from shopbook.wording.messages import BODIES
from shopbook.wording.model import BLANKS
from shopbook.wording.operations import original
from shopbook.wording.scripts import SCRIPTS

KNOWN = {
    "greeting": "আসসালামু আলাইকুম",
    "name": "রহিম ভাই",
    "shop": "নিউ ভিশন",
    "amount": "৳৪,৫০০",
    "date": "১৮ নভেম্বর",
    "product": "ফ্রিজ",
    "product_whose": "ফ্রিজের",
    "hotline": "০১৭১১-০০০০০০",
}


def without(*names: str) -> dict[str, str]:
    """What is known, but for these."""
    return {name: "" if name in names else value for name, value in KNOWN.items()}


@pytest.mark.parametrize(
    ("text", "missing", "expected"),
    [
        ("{সালাম} {নাম}, {টাকা} বাকি আছে। — {দোকান}", (), "আসসালামু আলাইকুম রহিম ভাই, ৳৪,৫০০ বাকি আছে। — নিউ ভিশন"),
        # Both spellings, and spaces inside the braces.
        ("{greeting} { নাম }, {product's} {date}.", (), "আসসালামু আলাইকুম রহিম ভাই, ফ্রিজের ১৮ নভেম্বর."),
        # A sentence without its figure says nothing and goes; the others stay.
        ("{সালাম} {নাম}, ভালো থাকুন। {টাকা} বাকি আছে। আসবেন।", ("amount",), "আসসালামু আলাইকুম রহিম ভাই, ভালো থাকুন। আসবেন।"),
        ("{সালাম} {নাম}, ভালো থাকুন। — {দোকান}", ("name",), "আসসালামু আলাইকুম, ভালো থাকুন। — নিউ ভিশন"),
        ("{নাম}, ভালো থাকুন।", ("name",), "ভালো থাকুন।"),
        ("শুভ জন্মদিন {নাম}! ভালো থাকুন।", ("name",), "শুভ জন্মদিন! ভালো থাকুন।"),
        ("{সালাম} {নাম}, ভালো থাকুন। — {দোকান}", ("shop",), "আসসালামু আলাইকুম রহিম ভাই, ভালো থাকুন।"),
        ("{সালাম}, আপনার {পণ্যের} খবর কী? দরকারে {ফোন}।", ("hotline",), "আসসালামু আলাইকুম, আপনার ফ্রিজের খবর কী?"),
        # Nothing is left to say.
        ("{সালাম} {নাম}, {টাকা} বাকি আছে। — {দোকান}", ("amount",), ""),
        # Figures with a point are no end of a sentence.
        ("{নাম}, ১০.৩০ টায় {তারিখ}.", (), "রহিম ভাই, ১০.৩০ টায় ১৮ নভেম্বর."),
        ("প্রথম লাইন\n{টাকা} বাকি\nশেষ লাইন", ("amount",), "প্রথম লাইন\nশেষ লাইন"),
        # What is no blank never reaches a customer either.
        ("ভালো থাকুন। {কিছু একটা} আসবেন। ধন্যবাদ {", (), "ভালো থাকুন। ধন্যবাদ"),
        ("“{সালাম} {নাম}, কেমন আছেন?”\nশুনুন।", ("name",), "“আসসালামু আলাইকুম, কেমন আছেন?”\nশুনুন।"),
        # What is said on the phone keeps its greeting and both its quotation marks.
        ("“{নাম}, {পণ্য} পাঠাচ্ছি। কখন সুবিধা?”\nশুনুন।", ("product",), "“রহিম ভাই, কখন সুবিধা?”\nশুনুন।"),
        ("“{নাম}, ধন্যবাদ। {পণ্য} পেয়েছেন?”\nশুনুন।", ("product",), "“রহিম ভাই, ধন্যবাদ।”\nশুনুন।"),
        ("“{পণ্য} চলছে তো?”\nশুনুন।", ("product",), "শুনুন।"),
    ],
)  # fmt: skip
def test_blanks_without_a_value_take_their_words_away(
    text: str, missing: tuple[str, ...], expected: str
) -> None:
    assert fill(text, without(*missing)) == expected


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*(f"{{{name}}}" for name in BLANKS), "{নাম}", "{টাকা}", "{", "}", " — ", "। ", ", ", "\n"]),
            st.text(alphabet="কখগ abc", max_size=5),
        ),
        max_size=12,
    ).map("".join),
    st.sets(st.sampled_from(list(BLANKS))),
)  # fmt: skip
def test_no_brace_ever_reaches_a_customer(text: str, missing: set[str]) -> None:
    said = fill(text, without(*missing))
    assert "{" not in said and "}" not in said
    assert "  " not in said and said == said.strip()


def test_a_value_cannot_bring_braces_or_lines_of_its_own() -> None:
    assert fill("{নাম}, আসবেন।", {"name": "র{হি}ম\nভাই"}) == "রহিম ভাই, আসবেন।"


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("missing", [(), *((name,) for name in BLANKS), tuple(BLANKS)])
def test_every_built_in_word_can_be_said_whatever_is_known(language: str, missing: tuple[str, ...]) -> None:
    set_language(language)
    for kind, table in (("message", BODIES), ("script", SCRIPTS)):
        for code in table:
            said = fill(original(kind, code), without(*missing))
            assert not any(mark in said for mark in ("{", "}", "  ", " ,", ",,", ", —", "“ ", "“,", "“”"))
            assert all(line.count("“") == line.count("”") for line in said.split("\n"))
            if not missing:
                assert said
