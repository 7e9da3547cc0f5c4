"""Two pages of one customer become one, and two again; no paisa is gained or lost on the way."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from shopbook.calls.model import CallDraft
from shopbook.checks import check
from shopbook.customers.model import PartialDate
from shopbook.dues.model import PaymentDraft
from shopbook.errors import NotAllowed, NotFound, Refused
from shopbook.halkhata.model import HalkhataDraft
from shopbook.merging import moving, references
from shopbook.notes.model import FamilyDraft, NoteDraft
from shopbook.service.model import JobDraft
from shopbook.storage.journal import BUSINESS
from tests.language import Person, TestShop


def whole(shop: TestShop) -> None:
    """The book agrees with itself."""
    report = check(shop.book)
    assert report.is_whole, [(part.name, part.shown) for part in report.parts if part.differing]


def money(shop: TestShop) -> tuple[int, int]:
    """What all customers owe together, by the kept figures and by the ledger."""
    kept = shop.book.store.value("SELECT sum(balance_paisa) FROM customer")
    return kept, shop.book.store.value("SELECT coalesce(sum(amount_paisa), 0) FROM ledger")


@pytest.fixture
def twice(shop: TestShop) -> tuple[Person, Person]:
    """Rahim, who was written down as রহিম and as Rahim, with something on both pages."""
    kept = shop.customer("রহিম উদ্দিন", "01711111111", area="মিরপুর", tags=("ভালো",))
    kept.owes(500).buys("ফ্যান", 2500, down=1000)
    merged = shop.customer(
        "Rahim Uddin", "01822222222", guardian_name="করিম", tags=("ভালো", "পাড়ার"), remark="দোকানের পাশে থাকেন"
    )
    merged.buys_on_kisti("ফ্রিজ", 30000, down=5000).pays(700)
    book = shop.book
    book.notes.write(NoteDraft(merged.id, "মা অসুস্থ", "illness"))
    book.dues.promise(merged.id, 100000, shop.today + dt.timedelta(days=5))
    return kept, merged


def test_one_page_has_everything_of_both_and_the_book_agrees_with_itself(
    shop: TestShop, twice: tuple[Person, Person]
) -> None:
    kept, merged = twice
    before, owed = money(shop), kept.record.balance_paisa + merged.record.balance_paisa
    shop.book.merging.merge(kept.id, merged.id)
    assert money(shop) == before
    assert kept.record.balance_paisa == owed and merged.record.balance_paisa == 0
    assert kept.record.sales_count == 2
    assert [phone.raw for phone in kept.record.phones] == ["01711111111", "01822222222"]
    assert kept.record.draft.guardian_name == "করিম"
    assert kept.record.draft.remark == "দোকানের পাশে থাকেন"
    assert sorted(kept.record.draft.tags) == ["পাড়ার", "ভালো"]
    assert merged.record.merged_into_id == kept.id
    assert len(shop.book.notes.notes(kept.id)) == 1
    assert shop.book.search.customers("01822222222") == [kept.id]
    assert merged.id not in shop.book.customers.ids()
    whole(shop)


def test_the_memo_number_of_the_merged_page_leads_to_the_kept_one(
    shop: TestShop, twice: tuple[Person, Person]
) -> None:
    kept, merged = twice
    memo = shop.book.store.value("SELECT memo_no FROM sale WHERE customer_id = ?", (merged.id,))
    shop.book.merging.merge(kept.id, merged.id)
    assert shop.book.search.codes(memo)[0].customer_id == kept.id
    assert shop.book.merging.survivor(merged.id) == kept.id
    shop.book.merging.unmerge(shop.book.merging.merges()[0].id)
    assert shop.book.search.codes(memo)[0].customer_id == merged.id


def test_parted_again_both_pages_are_what_they_were(shop: TestShop, twice: tuple[Person, Person]) -> None:
    kept, merged = twice
    before = _pages(shop, kept, merged)
    merge_id = shop.book.merging.merge(kept.id, merged.id)
    parted = shop.book.merging.unmerge(merge_id)
    assert parted.stayed == ()
    assert _pages(shop, kept, merged) == before
    assert shop.book.search.customers("01822222222") == [merged.id]
    whole(shop)
    with pytest.raises(Refused):
        shop.book.merging.unmerge(merge_id)


def test_what_was_written_since_stays_and_is_told_and_what_hangs_on_a_memo_goes_with_it(
    shop: TestShop, twice: tuple[Person, Person]
) -> None:
    kept, merged = twice
    theirs = shop.book.sales.ids_of_customer(merged.id)[0]
    merge_id = shop.book.merging.merge(kept.id, merged.id)
    kept.buys("ইস্ত্রি", 1200).pays(300)
    book = shop.book
    book.dues.take_payment(PaymentDraft(kept.id, 50000, shop.today, sale_id=theirs))
    book.notes.write(NoteDraft(kept.id, "নতুন বাসা"))
    book.customers.change(kept.id, replace(kept.record.draft, area="পল্লবী"))
    parted = book.merging.unmerge(merge_id)
    told = {str(each) for each in parted.stayed}
    assert "Memos written since stay with রহিম উদ্দিন: 1." in told
    assert "Notes written since stay with রহিম উদ্দিন: 1." in told
    assert "Payments taken since stay with রহিম উদ্দিন: 1." in told
    assert shop.book.store.value(
        "SELECT customer_id FROM ledger WHERE sale_id = ? ORDER BY id DESC", (theirs,)
    ) == (merged.id)
    assert kept.record.draft.area == "পল্লবী"
    whole(shop)


def test_a_field_that_was_changed_since_stays_and_is_told(
    shop: TestShop, twice: tuple[Person, Person]
) -> None:
    kept, merged = twice
    merge_id = shop.book.merging.merge(kept.id, merged.id, {"name": "merged"})
    assert kept.record.draft.name == "Rahim Uddin"
    shop.book.customers.change(kept.id, replace(kept.record.draft, name="রহিম মিয়া"))
    parted = shop.book.merging.unmerge(merge_id)
    assert [each.text for each in parted.stayed] == ["Changed since, so it stays as it is: {field}."]
    assert kept.record.draft.name == "রহিম মিয়া"


def test_what_was_chosen_is_taken(shop: TestShop, twice: tuple[Person, Person]) -> None:
    kept, merged = twice
    seen = {each.column: each for each in shop.book.merging.compare(kept.id, merged.id).fields}
    assert seen["guardian"].suggested == "merged" and seen["name"].suggested == "kept"
    shop.book.merging.merge(kept.id, merged.id, {"name": "merged", "guardian": "kept", "area": "merged"})
    assert kept.record.draft.name == "Rahim Uddin"
    assert kept.record.draft.guardian_name == ""
    assert kept.record.draft.area == ""


def test_every_column_that_points_at_a_customer_is_moved(shop: TestShop) -> None:
    """Found from the schema: whoever adds a table need not think of merging."""
    pointing = {".".join(each) for each in references.pointing(shop.book.store, "customer")}
    moved = {".".join(each) for each in references.to_customer(shop.book.store)}
    assert len(moved) > 25
    assert pointing - moved == {
        *("merge_log.kept_id", "merge_log.merged_id", "not_same.one_id", "not_same.other_id"),
        *("customer.merged_into_id", "halkhata_guest.customer_id", "import_row.customer_id"),
    }


def test_nothing_points_at_the_merged_page_any_more(shop: TestShop, twice: tuple[Person, Person]) -> None:
    kept, merged = twice
    friend = shop.customer("সালাম", referred_by_id=merged.id)
    shop.book.jobs.take_in(JobDraft(product_name="টিভি", problem="ছবি আসে না", customer_id=merged.id))
    shop.book.merging.merge(kept.id, merged.id)
    for table, column in references.to_customer(shop.book.store):
        assert shop.book.store.value(f"SELECT count(*) FROM {table} WHERE {column} = ?", (merged.id,)) == 0
    assert friend.record.draft.referred_by_id == kept.id
    whole(shop)


def test_one_who_was_merged_before_is_refused_and_the_sentence_says_where_the_page_is(
    shop: TestShop, twice: tuple[Person, Person]
) -> None:
    kept, merged = twice
    third = shop.customer("রহিম")
    shop.book.merging.merge(kept.id, merged.id)
    with pytest.raises(Refused, match="Rahim Uddin is merged into another page already: রহিম উদ্দিন"):
        shop.book.merging.merge(third.id, merged.id)
    with pytest.raises(Refused):
        shop.book.merging.merge(merged.id, third.id)
    with pytest.raises(Refused):
        shop.book.merging.merge(kept.id, kept.id)
    with pytest.raises(NotFound):
        shop.book.merging.merge(kept.id, 5)


def test_a_chain_of_merges_is_parted_from_its_end(shop: TestShop, twice: tuple[Person, Person]) -> None:
    kept, merged = twice
    third = shop.customer("মোঃ রহিম", "01933333333").owes(90)
    before, pages = money(shop), _pages(shop, kept, merged, third)
    first = shop.book.merging.merge(kept.id, merged.id)
    second = shop.book.merging.merge(third.id, kept.id)
    assert money(shop) == before
    assert shop.book.merging.survivor(merged.id) == third.id
    assert [each.can_part for each in shop.book.merging.merges()] == [True, False]
    whole(shop)
    with pytest.raises(Refused):
        shop.book.merging.unmerge(first)
    shop.book.merging.unmerge(second)
    shop.book.merging.unmerge(first)
    assert _pages(shop, kept, merged, third) == pages
    whole(shop)


def test_family_links_and_referrals_to_each_other_do_not_point_at_oneself(shop: TestShop) -> None:
    kept, other = shop.customer("সালমা"), shop.customer("সালমা বেগম")
    shop.book.notes.add_family(FamilyDraft(kept.id, "sister", "সালমা", linked_customer_id=other.id))
    shop.book.customers.change(kept.id, replace(kept.record.draft, referred_by_id=other.id))
    merge_id = shop.book.merging.merge(kept.id, other.id)
    assert [each.linked_customer_id for each in shop.book.notes.family(kept.id)] == [None]
    assert kept.record.draft.referred_by_id is None
    shop.book.merging.unmerge(merge_id)
    assert [each.linked_customer_id for each in shop.book.notes.family(kept.id)] == [other.id]
    assert kept.record.draft.referred_by_id == other.id
    whole(shop)


def test_the_same_child_is_there_once_with_what_both_pages_know(shop: TestShop) -> None:
    kept, merged = shop.customer("জসিম"), shop.customer("Jasim")
    ours = shop.book.notes.add_family(FamilyDraft(kept.id, "daughter", "মিম"))
    theirs = shop.book.notes.add_family(
        FamilyDraft(merged.id, "child", "Mim", birthday=PartialDate(2018, 3, 4))
    )
    shop.book.notes.add_family(FamilyDraft(merged.id, "son", "রাফি"))
    shop.book.notes.write(NoteDraft(merged.id, "মিমের জ্বর", family_member_id=theirs))
    seen = shop.book.merging.compare(kept.id, merged.id).relatives
    assert [(each.name, each.same_as) for each in seen] == [("Mim", ours), ("রাফি", None)]
    merge_id = shop.book.merging.merge(kept.id, merged.id)
    family = shop.book.notes.family(kept.id)
    assert [(each.name, each.birthday.year) for each in family] == [("মিম", 2018), ("রাফি", None)]
    assert shop.book.notes.notes(kept.id)[0].family_member_id == ours
    shop.book.merging.unmerge(merge_id)
    assert [each.birthday.year for each in shop.book.notes.family(kept.id)] == [None]
    assert [each.name for each in shop.book.notes.family(merged.id)] == ["Mim", "রাফি"]
    again = shop.book.merging.merge(kept.id, merged.id, {f"family:{theirs}": "both"})
    assert len(shop.book.notes.family(kept.id)) == 3
    shop.book.merging.unmerge(again)


@pytest.mark.parametrize("invited", ["both", "kept", "merged"])
@pytest.mark.parametrize("closed", [False, True])
def test_at_a_halkhata_one_guest_stands_for_both(shop: TestShop, invited: str, closed: bool) -> None:
    kept, merged = shop.customer("নূরু").owes(300), shop.customer("Nuru").owes(200)
    chosen = {"both": [kept.id, merged.id], "kept": [kept.id], "merged": [merged.id]}[invited]
    drive = shop.book.halkhatas.start(HalkhataDraft("হালখাতা", shop.today), chosen)
    guest = shop.book.store.value("SELECT id FROM halkhata_guest WHERE customer_id = ?", (chosen[0],))
    shop.book.halkhatas.take_payment(guest, 5000)
    if closed:
        shop.book.halkhatas.close(drive.id)
    tallies = {key: each.left_paisa for key, each in shop.book.halkhatas.tallies(drive.id).items()}
    merge_id = shop.book.merging.merge(kept.id, merged.id)
    guests = shop.book.halkhatas.tallies(drive.id)
    assert [each.left_paisa for each in guests.values()] == [45000]
    whole(shop)
    shop.book.merging.unmerge(merge_id)
    assert {key: each.left_paisa for key, each in shop.book.halkhatas.tallies(drive.id).items()} == tallies
    whole(shop)


def test_a_promise_that_ended_by_the_merge_stands_again_when_parted(shop: TestShop) -> None:
    kept = shop.customer("আলম").owes(500)
    merged = shop.customer("Alam")
    shop.book.dues.take_payment(PaymentDraft(merged.id, 60000, shop.today))
    promise = shop.book.dues.promise(kept.id, 50000, shop.today + dt.timedelta(days=3))
    merge_id = shop.book.merging.merge(kept.id, merged.id)
    shop.book.merging.unmerge(merge_id)
    asked = "SELECT status FROM pay_promise WHERE id = ?"
    assert shop.book.store.value(asked, (promise,)) == "open"
    whole(shop)


def test_taking_the_merge_back_as_the_last_deed_parts_the_two(
    shop: TestShop, twice: tuple[Person, Person]
) -> None:
    kept, merged = twice
    before = _pages(shop, kept, merged)
    shop.book.merging.merge(kept.id, merged.id)
    shop.book.history.undo(shop.book.store.value("SELECT max(operation) FROM journal"))
    assert _pages(shop, kept, merged) == before
    whole(shop)


def test_whoever_plays_the_journal_brings_the_ledger_in_step_from_the_log(
    shop: TestShop, twice: tuple[Person, Person]
) -> None:
    kept, merged = twice
    merge_id = shop.book.merging.merge(kept.id, merged.id)
    ids = json.loads(shop.book.store.value("SELECT moved FROM merge_log"))["ledger.customer_id"]
    with shop.book.store.operation() as op:  # as a book would be whose journal was played: all but the ledger
        moving.put(op, "ledger", "customer_id", ids, merged.id)
        moving.replay(op, merge_id)
        moving.replay(op, merge_id)
    asked = "SELECT count(*) FROM ledger WHERE customer_id = ?"
    assert shop.book.store.value(asked, (merged.id,)) == 0
    whole(shop)


def test_played_in_whatever_order_the_merge_that_spoke_last_is_right(
    shop: TestShop, twice: tuple[Person, Person]
) -> None:
    kept, merged = twice
    third = shop.customer("মোঃ রহিম").owes(90)
    logs = [shop.book.merging.merge(kept.id, merged.id)]
    shop.days_later(1)
    logs.append(shop.book.merging.merge(third.id, kept.id))
    for log in reversed(logs):
        shop.days_later(1)
        shop.book.merging.unmerge(log)
    whose = [tuple(row) for row in shop.book.store.rows("SELECT id, customer_id FROM ledger")]
    for order in (logs, logs[::-1]):
        with shop.book.store.operation() as op:
            for log in order:
                moving.replay(op, log)
        assert [tuple(row) for row in shop.book.store.rows("SELECT id, customer_id FROM ledger")] == whose
    whole(shop)


def test_a_payment_can_never_change_its_page_outside_a_merge(shop: TestShop) -> None:
    import sqlcipher3

    kept, other = shop.customer("আলম").owes(500), shop.customer("কামাল")
    with pytest.raises(sqlcipher3.dbapi2.IntegrityError), shop.book.store.operation() as op:
        op.execute("UPDATE ledger SET customer_id = ? WHERE customer_id = ?", (other.id, kept.id))
    assert kept.record.balance_paisa == 50000


def test_a_seller_may_not_merge(shop: TestShop, twice: tuple[Person, Person]) -> None:
    shop.book.store.role = "seller"
    with pytest.raises(NotAllowed):
        shop.book.merging.merge(twice[0].id, twice[1].id)
    with pytest.raises(NotAllowed):
        shop.book.merging.dismiss(twice[0].id, twice[1].id)


def test_calls_and_their_day_go_along(shop: TestShop) -> None:
    kept, merged = shop.customer("আলম", "01711111111"), shop.customer("Alam", "01711111111")
    shop.book.calls.record(CallDraft(merged.id, outcome="talked"))
    merge_id = shop.book.merging.merge(kept.id, merged.id)
    assert kept.record.last_contact_on == shop.today
    assert len(kept.record.phones) == 1
    whole(shop)
    shop.book.merging.unmerge(merge_id)
    assert kept.record.last_contact_on is None and merged.record.last_contact_on == shop.today
    assert len(merged.record.phones) == 1


def _pages(shop: TestShop, *people: Person) -> object:
    """Everything the book holds of these people, row by row, but for the time of the last change."""
    found: dict[str, list[dict[str, object]]] = {}
    for table in BUSINESS:
        columns = {row["name"] for row in shop.book.store.rows(f"PRAGMA table_info({table})")}
        owner = "id" if table == "customer" else "customer_id"
        if owner not in columns or table == "merge_log":
            continue
        for person in people:
            rows = shop.book.store.rows(f"SELECT * FROM {table} WHERE {owner} = ?", (person.id,))
            found[f"{table} {person.id}"] = [
                {key: row[key] for key in row.keys() if key != "updated_at"}  # noqa: SIM118 -- a Row
                for row in rows
            ]
    return found
