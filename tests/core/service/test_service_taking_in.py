"""Taking a thing in: from its card, from a customer, from a stranger; what is frozen that day; finding it again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from shopbook.changes import Changed
from shopbook.errors import Invalid, NotFound, Refused
from shopbook.service.model import JobDraft
from tests.core.service.workshop import REPAIRED, Workshop

ONE = dt.timedelta(1)


def test_from_a_card_the_thing_and_its_owner_are_filled_in(workshop: Workshop) -> None:
    card = workshop.card()
    draft = workshop.jobs.draft_for_card(card.id)
    assert draft == JobDraft(
        product_name="ফ্যান",
        customer_id=workshop.rahim.id,
        warranty_id=card.id,
        brand="ওয়ালটন",
        model="W-12",
        serial="SN-88001234",
        received_on=workshop.today,
    )
    job = workshop.jobs.take_in(replace(draft, problem="ঘোরে না", accessories="রিমোট", condition="পাখায় দাগ"))
    assert (job.job_no, job.status, job.card_no) == ("A-000001", "received", card.card_no)
    assert (job.name, job.phone, job.accessories, job.condition) == (
        "রহিম",
        "+8801712345678",
        "রিমোট",
        "পাখায় দাগ",
    )
    assert workshop.steps(job) == [("take_in", "received")]
    with pytest.raises(NotFound):
        workshop.jobs.draft_for_card(1)


def test_what_the_card_says_that_day_is_frozen(workshop: Workshop) -> None:
    card = workshop.card()  # 12 months of service, 3 months of the motor, 100 days ago
    job = workshop.jobs.take_in(replace(workshop.jobs.draft_for_card(card.id), problem="ঘোরে না"))
    assert job.cover == "covered"
    assert [(each.kind, each.component, each.state) for each in job.coverages] == [
        ("service", "", "covered"),
        ("parts", "মোটর", "ended"),
    ]
    assert [each.ends_on for each in job.coverages] == [each.ends_on for each in card.coverages]
    workshop.shop.book.warranties.void(card.id, "ভুল কার্ড")
    workshop.shop.days_later(1000)
    assert workshop.jobs.get(job.id).coverages == job.coverages
    again = workshop.jobs.change(
        job.id, replace(workshop.jobs.draft_for_card(card.id), problem="শব্দ করে", received_on=None)
    )
    assert (again.cover, again.coverages, again.problem) == (job.cover, job.coverages, "শব্দ করে")


@pytest.mark.parametrize(("days", "cover"), [(0, "covered"), (2000, "ended")])
def test_a_card_covers_or_has_ended(workshop: Workshop, days: int, cover: str) -> None:
    card = workshop.card()
    workshop.shop.days_later(days)
    job = workshop.jobs.take_in(replace(workshop.jobs.draft_for_card(card.id), problem="ঘোরে না"))
    assert job.cover == cover


def test_a_void_card_and_no_card_at_all(workshop: Workshop) -> None:
    card = workshop.card()
    workshop.shop.book.warranties.void(card.id, "খোলা হয়েছে")
    job = workshop.jobs.take_in(replace(workshop.jobs.draft_for_card(card.id), problem="ঘোরে না"))
    assert job.cover == "void" and {each.state for each in job.coverages} == {"void"}
    assert workshop.takes_in().cover == "none"


def test_taken_in_some_days_ago_the_card_is_read_as_of_that_day(workshop: Workshop) -> None:
    card = workshop.card(months=3)
    last = card.coverages[0].ends_on
    assert last is not None and last < workshop.today
    draft = replace(workshop.jobs.draft_for_card(card.id), problem="ঘোরে না")
    assert workshop.jobs.take_in(draft).cover == "ended"
    assert workshop.jobs.take_in(replace(draft, received_on=last)).cover == "covered", (
        "the last day is covered"
    )


def test_a_stranger_leaves_a_name_or_a_phone(workshop: Workshop) -> None:
    job = workshop.from_a_stranger()
    assert (job.customer_id, job.name, job.phone) == (None, "জসিম", "+8801811000009")
    assert workshop.store.value("SELECT key10 FROM job") == "1811000009"
    assert workshop.jobs.take_in(JobDraft("জগ", "পোড়া", phone="০১৭১১-২২২৩৩৩")).phone == "+8801711222333"
    with pytest.raises(Invalid) as invalid:
        workshop.jobs.take_in(JobDraft("জগ", "পোড়া", name="  "))
    assert set(invalid.value.problems) == {"name"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"product_name": " "}, "product_name"),
        ({"product_name": "ক" * 201}, "product_name"),
        ({"problem": ""}, "problem"),
        ({"problem": "ক" * 2001}, "problem"),
        ({"serial": "---"}, "serial"),
        ({"serial": "1" * 101}, "serial"),
        ({"condition": "ক" * 501}, "condition"),
        ({"received_on": dt.date(2026, 11, 22)}, "received_on"),
        ({"promised_on": dt.date(2026, 11, 20)}, "promised_on"),
        ({"estimate_paisa": -1}, "estimate_paisa"),
    ],
    ids=str,
)
def test_every_problem_is_told_under_its_field(
    workshop: Workshop, values: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as invalid:
        workshop.takes_in(**{"product": "ফ্যান", "problem": "ঘোরে না", **_renamed(values)})  # type: ignore[arg-type]
    assert set(invalid.value.problems) == {field}
    assert workshop.store.value("SELECT count(*) FROM job") == 0


def _renamed(values: dict[str, object]) -> dict[str, object]:
    return {("product" if name == "product_name" else name): value for name, value in values.items()}


def test_whoever_is_not_in_the_book_any_more_brings_nothing(workshop: Workshop) -> None:
    workshop.shop.book.customers.trash(workshop.rahim.id)
    with pytest.raises(NotFound):
        workshop.takes_in()
    with pytest.raises(NotFound):
        workshop.jobs.take_in(JobDraft("ফ্যান", "ঘোরে না", name="ক", warranty_id=99))
    assert workshop.jobs.ids("all") == []


def test_the_same_piece_twice_in_the_workshop_is_a_warning_not_a_refusal(workshop: Workshop) -> None:
    first = workshop.takes_in(serial="SN-1")
    draft = JobDraft("ফ্যান", "ঘোরে না", workshop.rahim.id, serial="sn 1")
    assert workshop.jobs.warnings(draft)["serial"].values["job_no"] == first.job_no
    assert workshop.jobs.warnings(replace(draft, serial="")) == {}
    workshop.jobs.cancel(first.id, "নিয়ে গেছেন")
    assert workshop.jobs.warnings(draft) == {}


def test_taking_in_is_one_saved_action_and_told_once(workshop: Workshop) -> None:
    who, told = workshop.rahim.id, list[Changed]()
    workshop.shop.book.listen(told.append)
    before = workshop.shop.book.history.last_operation()
    job = workshop.takes_in(serial="SN-1")
    assert workshop.shop.book.history.last_operation() == before + 1
    [changed] = told
    assert changed.ids == {"job": {job.id}, "customer": {who}}


def test_a_fault_in_the_middle_leaves_nothing_behind(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("shopbook.service.operations.write_step", torn)
    with pytest.raises(RuntimeError):
        workshop.takes_in(serial="SN-1")
    for table in ("job", "job_event"):
        assert workshop.store.value(f"SELECT count(*) FROM {table}") == 0
    assert workshop.shop.book.search.codes("SN-1") == []
    monkeypatch.undo()
    assert workshop.takes_in().job_no == "A-000001", "the number was given back with everything else"


# ---- changing what was written


def test_what_was_written_can_be_corrected_until_it_is_handed_back(workshop: Workshop) -> None:
    job = workshop.takes_in(serial="SN-1")
    other = workshop.shop.customer("করিম", "01799999999")
    draft = JobDraft("টেবিল ফ্যান", "শব্দ করে", other.id, serial="SN-2", received_on=workshop.today - 3 * ONE)
    now = workshop.jobs.change(job.id, draft)
    assert (now.product_name, now.problem, now.name, now.serial) == ("টেবিল ফ্যান", "শব্দ করে", "করিম", "SN-2")
    assert [event.on for event in workshop.jobs.events(job.id)] == [workshop.today - 3 * ONE]
    assert workshop.jobs.of_customer(workshop.rahim.id) == [] and workshop.jobs.of_customer(other.id) == [now]
    assert workshop.jobs.find("SN-2") == [now] and workshop.jobs.find("SN-1") == []
    workshop.jobs.cancel(job.id, "লাগবে না")
    with pytest.raises(Refused):
        workshop.jobs.change(job.id, draft)


def test_it_cannot_have_come_after_it_was_sent(workshop: Workshop) -> None:
    job = workshop.takes_in(received_on=workshop.today - 5 * ONE)
    workshop.jobs.send(job.id, "ওয়ালটন", on=workshop.today - 2 * ONE)
    draft = JobDraft("ফ্যান", "ঘোরে না", workshop.rahim.id, received_on=workshop.today)
    with pytest.raises(Invalid) as invalid:
        workshop.jobs.change(job.id, draft)
    assert set(invalid.value.problems) == {"received_on"}


def test_another_promised_day_is_a_step_with_its_note(workshop: Workshop) -> None:
    job = workshop.takes_in(promised_on=workshop.today + 3 * ONE)
    moved = workshop.jobs.promise(job.id, workshop.today + 6 * ONE, "পার্টস আসেনি")
    assert moved.promised_on == workshop.today + 6 * ONE
    draft = JobDraft("ফ্যান", "ঘোরে না", workshop.rahim.id, promised_on=workshop.today + 8 * ONE)
    workshop.jobs.change(job.id, draft, "ফোনে বলেছি")
    notes = [(event.deed, event.note) for event in workshop.jobs.events(job.id)]
    assert notes == [("take_in", ""), ("promise", "পার্টস আসেনি"), ("promise", "ফোনে বলেছি")]
    assert workshop.jobs.undo_step(job.id).promised_on == workshop.today + 6 * ONE
    assert workshop.jobs.undo_step(job.id).promised_on == workshop.today + 3 * ONE
    with pytest.raises(Invalid):
        workshop.jobs.promise(job.id, workshop.today - ONE)


# ---- with the company


def test_with_the_company_from_sending_to_its_return(workshop: Workshop) -> None:
    job = workshop.takes_in()
    sent = workshop.jobs.send(job.id, " ওয়ালটন  সার্ভিস ", "WS-১২৩", workshop.today + 7 * ONE)
    assert (sent.company, sent.company_reference, sent.sent_on) == ("ওয়ালটন সার্ভিস", "WS-১২৩", workshop.today)
    workshop.shop.days_later(7)
    asked = workshop.jobs.chase(job.id, "পার্টস নেই", workshop.today + 5 * ONE)
    assert asked.expected_back_on == workshop.today + 5 * ONE and asked.status == "sent_to_company"
    assert (asked.chases, asked.chased_on, sent.chases) == (1, workshop.today, 0)
    workshop.shop.days_later(5)
    back = workshop.jobs.came_back(job.id, "বদলে দিয়েছে")
    assert (back.status, back.back_on) == ("checking", workshop.today)
    assert workshop.steps(job) == [
        ("take_in", "received"), ("send", "sent_to_company"), ("chase", "sent_to_company"), ("came_back", "checking"),
    ]  # fmt: skip
    workshop.shop.days_later(1)
    again = workshop.jobs.send(job.id, "ওয়ালটন")
    assert (again.sent_on, again.back_on, again.expected_back_on) == (workshop.today, None, None)
    assert (again.chases, again.chased_on) == (0, None), "asked about the first time it was there"


def test_ready_straight_from_the_company_it_came_back_that_day(workshop: Workshop) -> None:
    job = workshop.standing_at("sent_to_company")
    workshop.shop.days_later(4)
    assert workshop.jobs.ready(job.id, REPAIRED).back_on == workshop.today


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"company": " "}, "company"),
        ({"company": "ক" * 201}, "company"),
        ({"reference": "1" * 201}, "reference"),
        ({"expected_back_on": dt.date(2026, 11, 20)}, "expected_back_on"),
        ({"on": dt.date(2026, 11, 22)}, "on"),
        ({"on": dt.date(2026, 11, 20)}, "on"),
        ({"note": "ক" * 501}, "note"),
    ],
    ids=str,
)
def test_sending_asks_for_what_it_must_know(
    workshop: Workshop, values: dict[str, object], field: str
) -> None:
    job = workshop.takes_in()
    with pytest.raises(Invalid) as invalid:
        workshop.jobs.send(job.id, **{"company": "ওয়ালটন", **values})  # type: ignore[arg-type]
    assert set(invalid.value.problems) == {field}


# ---- finding


def test_a_job_is_found_by_its_number_a_serial_or_its_end_and_a_phone(workshop: Workshop) -> None:
    first = workshop.takes_in(serial="IMEI 3520 9900 1761 481")
    second = workshop.from_a_stranger()
    for _ in range(10):
        workshop.takes_in("অন্য", serial="")
    found = workshop.jobs.find
    for text in ("A-000001", "a000001", "A-1", "1", "১", " ০০১ "):
        assert [job.id for job in found(text)] == [first.id], text
    assert [job.id for job in found("১২")] == [workshop.jobs.ids("all")[0]]
    for text in ("IMEI352099001761481", "1761481", "১৭৬১৪৮১", "1481"):
        assert [job.id for job in found(text)] == [first.id], text
    assert second.id in [job.id for job in found("01811000009")]
    assert [job.id for job in found("+8801811000009")] == [second.id]
    assert len(found("০১৭১২৩৪৫৬৭৮")) == 11
    assert found("") == [] and found("নাই") == [] and found("99") == []


def test_the_search_box_finds_jobs_too(workshop: Workshop) -> None:
    job = workshop.takes_in(serial="IMEI352099001761481")
    search = workshop.shop.book.search
    assert ("job", job.id) in [(hit.kind, hit.id) for hit in search.codes("A-000001")]
    assert [(hit.kind, hit.id, hit.customer_id) for hit in search.codes("1761481")] == [
        ("job_serial", job.id, workshop.rahim.id)
    ]
    workshop.jobs.cancel(job.id, "নিয়ে গেছেন")
    again = workshop.takes_in(serial="IMEI352099001761481")
    assert [(hit.kind, hit.id) for hit in search.codes("1761481")] == [("job_serial", again.id)], (
        "the newest leads on"
    )


# ---- lists


def test_the_late_ones_come_first_and_what_is_ready_is_not_late(workshop: Workshop) -> None:
    soon = workshop.takes_in("ক", promised_on=workshop.today + 5 * ONE)
    later = workshop.takes_in("খ")
    late = workshop.takes_in("গ", promised_on=workshop.today + 2 * ONE)
    done = workshop.ready(product="ঘ", promised_on=workshop.today + ONE)
    away = workshop.standing_at("sent_to_company")
    waits = workshop.standing_at("waiting_part")
    workshop.standing_at("cancelled")
    workshop.shop.days_later(3)
    ids = workshop.jobs.ids
    assert ids("open") == [done.id, late.id, soon.id, later.id, away.id, waits.id]
    assert ids("late") == [late.id]
    assert (ids("ready"), ids("company"), ids("waiting")) == ([done.id], [away.id], [waits.id])
    assert len(ids("closed")) == 1 and len(ids("all")) == 7
    assert workshop.jobs.counts() == {
        "open": 6, "late": 1, "ready": 1, "company": 1, "waiting": 1, "received": 3, "checking": 0,
    }  # fmt: skip
    parts = [("late", [late.id]), ("ready", [done.id]), ("shop", [soon.id, later.id]), ("waiting", [waits.id]),
             ("company", [away.id])]  # fmt: skip
    assert list(workshop.jobs.board().items()) == parts, "the late ones stand together, wherever they are"
    assert workshop.jobs.get(late.id).is_late(workshop.today) and not workshop.jobs.get(done.id).is_late(
        workshop.today
    )
    assert workshop.jobs.get(late.id).days(workshop.today) == 3
    assert [job.id for job in workshop.jobs.rows([away.id, 1, done.id])] == [away.id, done.id]


def test_a_thing_of_somebody_in_the_trash_is_still_in_the_workshop(workshop: Workshop) -> None:
    job = workshop.takes_in()
    workshop.shop.book.customers.trash(workshop.rahim.id)
    assert workshop.jobs.ids("open") == [job.id]


def test_the_history_of_one_piece(workshop: Workshop) -> None:
    card = workshop.card(serial="SN-1")
    draft = replace(workshop.jobs.draft_for_card(card.id), problem="ঘোরে না")
    first = workshop.jobs.take_in(draft)
    workshop.jobs.cancel(first.id, "নিয়ে গেছেন")
    second = workshop.jobs.take_in(draft)
    other = workshop.takes_in(serial="SN-2")
    assert [job.id for job in workshop.jobs.of_serial("sn1")] == [second.id, first.id]
    assert [job.id for job in workshop.jobs.of_card(card.id)] == [second.id, first.id]
    assert [job.id for job in workshop.jobs.of_customer(workshop.rahim.id)] == [other.id, second.id, first.id]
    assert workshop.jobs.of_serial("") == []
