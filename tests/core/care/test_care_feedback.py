"""One question: happy, so-so, unhappy; when it is due again; words the shop may show; thanks to who sent somebody."""

from __future__ import annotations

import datetime as dt

import pytest

from shopbook.care.complaints import ComplaintDraft, Resolution
from shopbook.care.feedback import FeedbackDraft, FeedbackFigures
from shopbook.care.rewards import RewardDraft
from shopbook.checks import check
from shopbook.errors import Invalid, NotFound
from shopbook.sales.model import LineDraft, SaleDraft
from tests.language import TODAY, Person, TestShop

HALF_A_YEAR = dt.timedelta(days=180)


def _buys(shop: TestShop, person: Person, times: int) -> None:
    line = LineDraft("ফ্যান", unit_price_paisa=100_000)
    for _ in range(times):
        shop.book.sales.record_sale(SaleDraft(shop.today, (line,), person.id, paid_paisa=100_000))


# ---- an answer


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (FeedbackDraft(), {"customer_id"}),
        (FeedbackDraft(1, 0), {"score"}),
        (
            FeedbackDraft(1, 4, "x" * 1001, "x" * 1001, quoted_as="x" * 201),
            {"score", "why", "testimonial", "quoted_as"},
        ),
        (FeedbackDraft(1, may_quote=True), {"testimonial"}),
        (FeedbackDraft(1, testimonial="ভালো", may_quote=True), set()),
        (FeedbackDraft(1, 1), set()),
    ],
)
def test_what_is_missing_or_wrong_is_said_all_at_once(draft: FeedbackDraft, fields: set[str]) -> None:
    assert set(draft.problems(TODAY)) == fields


def test_an_answer_is_kept_and_the_customer_knows_when_it_was(shop: TestShop) -> None:
    person = shop.customer("রহিম", area="সাভার")
    before = shop.book.history.last_operation()
    feedback_id = shop.book.feedback.give(FeedbackDraft(person.id, 2, "ডেলিভারি দেরি"))
    assert shop.book.history.last_operation() == before + 1
    (answer,) = shop.book.feedback.of(person.id)
    assert (answer.id, answer.score, answer.why, answer.asked_on) == (feedback_id, 2, "ডেলিভারি দেরি", TODAY)
    assert (answer.customer_name, answer.area, answer.signed) == ("রহিম", "সাভার", "রহিম")
    assert shop.book.store.value("SELECT last_score_on FROM customer") == TODAY.isoformat()
    assert check(shop.book).is_whole
    with pytest.raises(NotFound):
        shop.book.feedback.give(FeedbackDraft(5))


def test_an_edited_answer_moves_to_whoever_gave_it(shop: TestShop) -> None:
    rahim, karim = shop.customer("রহিম"), shop.customer("করিম")
    feedback_id = shop.book.feedback.give(FeedbackDraft(rahim.id, 1))
    shop.book.feedback.change(feedback_id, FeedbackDraft(karim.id, 3, "ভুল করে লিখেছিলাম"))
    assert (shop.book.feedback.of(rahim.id), shop.book.feedback.get(feedback_id).score) == ([], 3)
    days = shop.book.store.rows("SELECT last_score_on FROM customer ORDER BY id")
    assert [day[0] for day in days] == [None, TODAY.isoformat()]


@pytest.mark.parametrize(("score", "at_risk"), [(3, False), (2, True), (1, True)])
def test_only_a_happy_answer_ends_the_risk_of_a_settled_complaint(
    shop: TestShop, score: int, at_risk: bool
) -> None:
    person = shop.customer("রহিম")
    complaint_id = shop.book.complaints.open(ComplaintDraft("শব্দ করে", person.id))
    shop.book.feedback.give(FeedbackDraft(person.id, score))
    assert shop.book.complaints.at_risk(person.id)
    shop.book.complaints.resolve(complaint_id, Resolution())
    shop.book.feedback.give(FeedbackDraft(person.id, score))
    assert shop.book.complaints.at_risk(person.id) == at_risk


# ---- when to ask


def test_only_a_regular_is_asked_half_a_year_after_the_first_purchase_or_the_last_answer(
    shop: TestShop,
) -> None:
    feedback = shop.book.feedback
    regular, rare = shop.customer("রহিম"), shop.customer("করিম")
    _buys(shop, regular, 3)
    _buys(shop, rare, 2)
    assert [
        feedback.is_due(regular.id, TODAY + HALF_A_YEAR - dt.timedelta(days=back)) for back in (1, 0)
    ] == [
        *(False, True),
    ]
    assert not feedback.is_due(rare.id, TODAY + HALF_A_YEAR)
    assert feedback.is_due(regular.id, TODAY + dt.timedelta(days=30), days=30)
    shop.days_later(100)
    feedback.give(FeedbackDraft(regular.id, 3))
    assert not feedback.is_due(regular.id, TODAY + HALF_A_YEAR)
    assert feedback.is_due(regular.id, shop.today + HALF_A_YEAR)


# ---- words and figures


def test_only_words_with_permission_may_be_shown_the_newest_first(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    give = shop.book.feedback.give
    first = give(FeedbackDraft(person.id, 3, testimonial="সার্ভিস ভালো", may_quote=True, quoted_as="রহিম, সাভার"))
    secret = give(FeedbackDraft(person.id, 3, testimonial="কাউকে বলবেন না"))
    shop.days_later(1)
    second = give(FeedbackDraft(person.id, 3, testimonial="দাম কম", may_quote=True))
    assert shop.book.feedback.quotable_ids() == [second, first]
    assert [row.signed for row in shop.book.feedback.rows([first, second])] == ["রহিম, সাভার", "রহিম"]
    permitted = FeedbackDraft(person.id, 3, testimonial="এখন বলতে পারেন", may_quote=True)
    shop.book.feedback.change(secret, permitted)
    assert shop.book.feedback.quotable_ids() == [second, secret, first]


def test_answers_are_counted_by_their_days(shop: TestShop) -> None:
    person = shop.customer("রহিম")
    for score in (3, 3, 2, 1):
        shop.book.feedback.give(FeedbackDraft(person.id, score))
    assert shop.book.feedback.figures(TODAY, TODAY) == FeedbackFigures(happy=2, so_so=1, unhappy=1)
    tomorrow = TODAY + dt.timedelta(days=1)
    assert shop.book.feedback.figures(tomorrow, tomorrow) == FeedbackFigures(0, 0, 0)


# ---- thanks


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (RewardDraft(), {"customer_id", "what"}),
        (RewardDraft(1, "x" * 201, kind="bribe", cost_paisa=-1), {"what", "kind", "cost_paisa"}),
        (
            RewardDraft(1, "মগ", referred_id=1, given_on=TODAY + dt.timedelta(days=1)),
            {"referred_id", "given_on"},
        ),
        (RewardDraft(1, "মগ", referred_id=2, cost_paisa=0), set()),
    ],
)
def test_what_is_missing_in_thanks_is_said_all_at_once(draft: RewardDraft, fields: set[str]) -> None:
    assert set(draft.problems(TODAY)) == fields


def test_who_sent_somebody_is_thanked_for_them(shop: TestShop) -> None:
    rahim = shop.customer("রহিম")
    karim, selim = (
        shop.customer("করিম", referred_by_id=rahim.id),
        shop.customer("সেলিম", referred_by_id=rahim.id),
    )
    _buys(shop, karim, 1)
    told: list[tuple[frozenset[str], frozenset[int]]] = []
    shop.book.store.listen(lambda changed: told.append((changed.topics, changed.touched("customer"))))
    shop.book.rewards.give(RewardDraft(rahim.id, "ডিনার সেট", referred_id=karim.id, cost_paisa=90_000))
    assert told == [(frozenset({"reward", "customer"}), frozenset({rahim.id, karim.id}))]
    (reward,) = shop.book.rewards.of(rahim.id)
    assert (reward.what, reward.referred_name, reward.cost_paisa, reward.given_on) == (
        *("ডিনার সেট", "করিম", 90_000, TODAY),
    )
    assert [
        (sent.customer_id, sent.first_sale_on, sent.rewarded_on)
        for sent in shop.book.rewards.referred_by_me(rahim.id)
    ] == [
        (karim.id, TODAY, TODAY),
        (selim.id, None, None),
    ]
    with pytest.raises(Invalid):
        shop.book.rewards.give(RewardDraft(rahim.id))
    with pytest.raises(NotFound):
        shop.book.rewards.give(RewardDraft(rahim.id, "মগ", referred_id=5))
