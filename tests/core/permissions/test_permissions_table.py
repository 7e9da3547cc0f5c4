"""Every deed of the core times every role: asked for a right, told in the table, and refused without a trace."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopbook.book import Book
from shopbook.clock import FixedClock
from shopbook.demo import make_demo
from shopbook.errors import NotAllowed
from shopbook.history.rights import _SHOWN, WRITES, right_to_see
from shopbook.permissions import NOBODY, RIGHTS, ROLES, may
from shopbook.storage.journal import BUSINESS
from tests.core.permissions.deeds import call, public, services, showing, writing
from tests.core.permissions.expected import MAY
from tests.language import TODAY

EVERY_ROLE = (*ROLES, NOBODY)


def expected() -> dict[str, dict[str, bool]]:
    """The table as told: deed -> role -> may."""
    head, *lines = (line.split() for line in MAY.splitlines() if line.strip())
    assert head == list(EVERY_ROLE)
    return {deed: dict(zip(head, (word == "yes" for word in words), strict=True)) for deed, *words in lines}


TABLE = expected()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("permissions") / "made.shopbook"
    make_demo(path, customers=12, clock=FixedClock(TODAY))
    return path


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    copy = tmp_path / "copy.shopbook"
    copy.write_bytes(made.read_bytes())
    with Book.open(copy, clock=FixedClock(TODAY)) as opened:
        yield opened


def contents(book: Book) -> str:
    """A digest of every row of every table."""
    found = hashlib.sha256()
    for (table,) in book.store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
        for row in book.store.rows(f"SELECT * FROM {table}"):
            found.update(repr(tuple(row)).encode())
    return found.hexdigest()


def written(book: Book) -> tuple[int, ...]:
    """How far the journal has come, and how many rows this connection ever changed, also those rolled back."""
    state = book.store.row("SELECT seq, operation FROM journal_state")
    assert state is not None
    return state["seq"], state["operation"], book.store.value("SELECT total_changes()")


def test_whatever_writes_asks_for_a_right(book: Book) -> None:
    assert [deed for deed, method in writing(book).items() if not hasattr(method, "right")] == []


def test_the_looking_finds_what_writes_without_asking(book: Book) -> None:
    """The proof that the test above can fail."""
    found = writing(book)
    for deed in ("sales.record_sale", "complaints.resolve", "settings.retire_staff", "followups.done"):
        assert deed in found
        bare = getattr(found[deed], "__wrapped__", found[deed])
        assert not hasattr(bare, "right")


def test_the_table_tells_of_every_deed_and_of_no_other(book: Book) -> None:
    found = {deed for deed, method in writing(book).items() if hasattr(method, "right")}
    assert sorted(found - TABLE.keys()) == [], "not in the table yet"
    assert sorted(TABLE.keys() - found) == [], "no such deed any more"


def test_each_deed_is_for_whom_the_table_says(book: Book) -> None:
    differing = [
        (deed, role)
        for deed, method in writing(book).items()
        for role in EVERY_ROLE
        if deed in TABLE and may(role, method.right) is not TABLE[deed][role]  # type: ignore[attr-defined]
    ]
    assert differing == []


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_what_a_role_may_not_do_is_refused_and_changes_not_one_byte(
    role: str, book: Book, tmp_path: Path
) -> None:
    nouns, refused = services(book), [deed for deed, told in TABLE.items() if not told[role]]
    assert bool(refused) is (role != "owner")
    before = contents(book)
    files = sorted(tmp_path.rglob("*"))
    book.store.role = role
    for deed in refused:
        noun, name = deed.split(".")
        at = written(book)
        with pytest.raises(NotAllowed):
            call(nouns[noun], name, tmp_path)
        assert written(book) == at, deed
    assert contents(book) == before
    assert sorted(tmp_path.rglob("*")) == files


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_what_a_role_may_do_is_not_refused(role: str, book: Book, tmp_path: Path) -> None:
    nouns = services(book)
    for deed in (deed for deed, told in TABLE.items() if told[role]):
        noun, name = deed.split(".")
        book.store.role = role
        try:
            call(nouns[noun], name, tmp_path)
        except NotAllowed as error:
            pytest.fail(f"{deed} by {role}: {error}")
        except Exception:
            continue  # nothing real was handed over: what matters here is who may ask


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_what_a_role_may_not_see_it_is_not_told(role: str, book: Book, tmp_path: Path) -> None:
    nouns, asked = services(book), showing(book)
    assert len(asked) > 80
    for question, method in asked.items():
        noun, name = question.split(".")
        book.store.role = role
        told = True
        try:
            call(nouns[noun], name, tmp_path)
        except NotAllowed:
            told = False
        except Exception:
            pass
        assert told is may(role, method.shown_by), question  # type: ignore[attr-defined]


# What is open to whoever stands there: the shop's own face, its goods and words, and what only tells how the book is.
OPEN = {
    "settings": "away get kept shop staff",
    "signing": "people required who",
    "drafts": "kept",
    "products": "complete get ids rows same",
    "wording": "templates text words",
    "notes": "kind kinds",
    "helpers": "skills",
    "followups": "coming_days day feedback_days rules",
    "halkhatas": "carried_differences open_id today",
    "announcements": "categories tags",
    "archive": "cards_holding file_name",
    "merging": "survivor",
    "history": "last_operation deed taking_back",
    "backups": "book_id drives entries fresh is_due last_good list places seq state waiting_drives",
    "demands": "stale",
    "dues": "differences recompute",
    "sales": "differences recompute",
    **dict.fromkeys(("warranties", "visits", "feedback", "returns"), "differences"),
}


def test_every_other_question_asks_for_a_right(book: Book) -> None:
    open_ones = {
        f"{noun}.{name}"
        for noun, service in services(book).items()
        for name, method in public(service)
        if not hasattr(method, "right") and not hasattr(method, "shown_by")
    }
    told = {f"{noun}.{name}" for noun, names in OPEN.items() for name in names.split()}
    assert sorted(open_ones - told) == [], "whoever is at the counter may ask this: let it ask for a right"


def test_every_table_of_the_book_has_a_right_that_takes_its_changes_back() -> None:
    assert WRITES.keys() == BUSINESS.keys()
    assert set(WRITES.values()) <= RIGHTS.keys()


def test_what_the_history_may_not_tell_is_columns_that_exist(book: Book) -> None:
    for table, column in _SHOWN:
        assert column in {row["name"] for row in book.store.rows(f"PRAGMA table_info({table})")}, (
            table,
            column,
        )
    assert right_to_see("customer", "tier") == "see_tier"
    assert right_to_see("customer", "area") == "look"


def test_every_right_is_asked_for_somewhere(book: Book) -> None:
    asked = {method.right for method in writing(book).values()}  # type: ignore[attr-defined]
    asked |= {method.shown_by for method in showing(book).values()}  # type: ignore[attr-defined]
    inside = {
        "write_off",
        "credit",
        "see_tier",
        "see_private",
        "see_dues",
        "see_staff",
    }  # asked within a deed or a question
    assert RIGHTS.keys() - asked - inside == set()
    assert all("owner" in roles for roles in RIGHTS.values())


def test_inside_an_operation_that_was_allowed_nothing_is_asked_again(book: Book) -> None:
    book.store.role = "helper"
    with pytest.raises(NotAllowed):
        book.store.require("sell")
    with book.store.operation():
        book.store.require("sell")
    assert not book.store.may("sell")
