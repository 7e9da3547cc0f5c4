"""The writes of one import inside its operation: new customers, filled blanks, opening dues, the evidence of each row.

Deciding what happens to which row lives in matching; taking it back lives in undoing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shopbook.customers.model import CustomerDraft, PhoneDraft
from shopbook.customers.operations import Customers, name_sort_key
from shopbook.dues.operations import Dues
from shopbook.errors import Message
from shopbook.exchange.matching import Match
from shopbook.exchange.plan import Candidate
from shopbook.localisation.language import say
from shopbook.progress import Progress
from shopbook.storage.connection import Row
from shopbook.storage.store import Operation

_CHUNK = 500
_TEXTS = ("name", "nickname", "area", "address", "landmark", "occupation")
_DAYS = {"birth": "birthday", "wedding": "wedding"}
_LEDGER = ("id", "customer_id", "entry_on", "kind", "amount_paisa", "batch_id", "staff_id", "created_at")
_EVIDENCE = (
    *("id", "batch_id", "row_no", "row_hash", "outcome", "customer_id", "ledger_id", "reasons", "filled"),
)


@dataclass(slots=True)
class Writing:
    """One import being written; `customer_of` grows as rows of the file become customers."""

    op: Operation
    customers: Customers
    dues: Dues
    batch_id: int
    today: str
    actor: int | None
    progress: Progress
    total: int
    done: int = 0
    customer_of: dict[int, int] = field(default_factory=dict)
    filled: dict[int, dict[str, object]] = field(default_factory=dict)
    posted: dict[int, int] = field(default_factory=dict)

    def write(self, matches: Sequence[Match]) -> None:
        """Everything the matches say, in four steps; Cancelled leaves through the operation, which rolls back."""
        self._add([one for one in matches if one.outcome == "added"])
        self._fill([one for one in matches if one.outcome == "matched" and one.choice != "keep"])
        self._post([one for one in matches if one.due_paisa])
        self._testify(matches)

    def _step(self, rows: int) -> None:
        self.done += rows
        self.progress.step(self.done, self.total, Message("Saving the customers"))

    def _add(self, matches: Sequence[Match]) -> None:
        for chunk in _chunks(matches):
            ids = self.customers.add_many(self.op, [draft_of(one) for one in chunk])
            self.customer_of.update((one.row.row_no, made) for one, made in zip(chunk, ids, strict=True))
            self._step(len(chunk))

    def _person(self, one: Match) -> int:
        """The customer a taken row belongs to."""
        if one.customer_id is not None:
            return one.customer_id
        return self.customer_of[one.same_as_row if one.same_as_row is not None else one.row.row_no]

    def _fill(self, matches: Sequence[Match]) -> None:
        for chunk in _chunks(matches):
            people = sorted({self._person(one) for one in chunk})
            marks = ", ".join("?" * len(people))
            known = {
                row["id"]: dict(row)
                for row in self.op.rows(f"SELECT * FROM customer WHERE id IN ({marks})", people)
            }
            phones: dict[int, list[Row]] = {}
            for phone in self.op.rows(
                "SELECT customer_id, key10 FROM customer_phone "
                f"WHERE deleted_at IS NULL AND customer_id IN ({marks})",
                people,
            ):
                phones.setdefault(phone["customer_id"], []).append(phone)
            changed: set[int] = set()
            for one in chunk:
                person = self._person(one)
                columns = self._fill_columns(known[person], one)
                added = self._fill_phones(person, phones, one.row)
                if columns or added:
                    self.filled[one.row.row_no] = {"columns": columns, "phones": added}
                    changed.add(person)
            self.customers.index(self.op, sorted(changed))
            self.op.touch("customer", *changed)
            self._step(len(chunk))

    def _fill_columns(self, known: dict[str, object], one: Match) -> dict[str, list[object]]:
        """Fill what is blank; returns column -> [before, after]. What stands is replaced only when a person said so."""
        new: dict[str, object] = {}
        row, taking = one.row, one.choice == "take"
        for name in _TEXTS:
            if (taking or not known[name]) and getattr(row, name):
                new[name] = getattr(row, name)
        if (taking or not known["guardian_name"]) and row.guardian_name:
            new.update(guardian_name=row.guardian_name, guardian_relation=row.guardian_relation)
        for prefix, name in _DAYS.items():
            day = getattr(row, name)
            if day and (taking or (known[f"{prefix}_m"] is None and known[f"{prefix}_y"] is None)):
                new.update({f"{prefix}_y": day.year, f"{prefix}_m": day.month, f"{prefix}_d": day.day})
        remark = str(known["remark"] or "")
        if row.remark and row.remark not in remark:
            new["remark"] = f"{remark} · {row.remark}".removeprefix(" · ")[:4000]
        if one.review and not known["needs_review"]:
            new.update(needs_review=1, review_reason=_sentences(one.notes))
        new = {name: value for name, value in new.items() if known[name] != value}
        if "name" in new:
            new["sort_key"] = name_sort_key(str(new["name"]))
        if new:
            self.op.update("customer", int(str(known["id"])), new)
        changes = {name: [known[name], value] for name, value in new.items() if name != "sort_key"}
        known.update(new)
        return changes

    def _fill_phones(self, person: int, phones: dict[int, list[Row]], row: Candidate) -> list[int]:
        mine = {phone["key10"] for phone in phones.get(person, [])}
        added: list[int] = []
        for phone in row.phones:
            if phone.key10 in mine:
                continue
            mine.add(phone.key10)
            values = {"raw": phone.raw, "e164": phone.e164, "key10": phone.key10, "label": phone.label}
            more = {"customer_id": person, "position": len(mine) - 1, "note": phone.note or None}
            made = self.op.insert("customer_phone", {**values, **more})
            added.append(made)
            found = self.op.row("SELECT customer_id, key10 FROM customer_phone WHERE id = ?", (made,))
            assert found is not None
            phones.setdefault(person, []).append(found)
        return added

    def _post(self, matches: Sequence[Match]) -> None:
        made = self.op.new_ids(len(matches))
        self.posted.update((one.row.row_no, entry) for one, entry in zip(matches, made, strict=True))
        self.op.insert_many(
            "ledger",
            _LEDGER,
            (
                (
                    self.posted[one.row.row_no],
                    self._person(one),
                    self.today,
                    "opening",
                    one.due_paisa,
                    self.batch_id,
                    self.actor,
                    self.op.now,
                )
                for one in matches
            ),
        )
        self.op.touch("ledger", *(self.posted[one.row.row_no] for one in matches))
        fresh = set(self.customer_of.values())
        for person in sorted({self._person(one) for one in matches} - fresh):
            self.dues.refresh(self.op, person)
        # A new customer has only what this import posted today: no ledger has to be aged.
        self.op.execute(
            "UPDATE customer SET oldest_unpaid_on = ?1 WHERE balance_paisa > 0 "
            "AND id IN (SELECT customer_id FROM ledger WHERE batch_id = ?2) AND oldest_unpaid_on IS NULL",
            (self.today, self.batch_id),
        )

    def _testify(self, matches: Sequence[Match]) -> None:
        """One row of evidence for each row of the file: what undo and the next import of the same list need."""
        self.op.insert_many(
            "import_row",
            _EVIDENCE,
            (
                (
                    made,
                    self.batch_id,
                    one.row.row_no,
                    one.row.fingerprint,
                    one.outcome,
                    None if one.outcome == "rejected" else self._person(one),
                    self.posted.get(one.row.row_no),
                    _json([{"text": note.text, "values": dict(note.values)} for note in one.notes]),
                    _json(self.filled.get(one.row.row_no, {})),
                )
                for made, one in zip(self.op.new_ids(len(matches)), matches, strict=True)
            ),
        )


def draft_of(one: Match) -> CustomerDraft:
    """A new customer as a row tells of them."""
    row = one.row
    return CustomerDraft(
        name=row.name,
        nickname=row.nickname,
        guardian_name=row.guardian_name,
        guardian_relation=row.guardian_relation,
        phones=tuple(PhoneDraft(phone.raw, phone.label, phone.note) for phone in row.phones),
        area=row.area,
        address=row.address,
        landmark=row.landmark,
        occupation=row.occupation,
        birthday=row.birthday,
        wedding=row.wedding,
        remark=row.remark,
        needs_review=one.review,
        review_reason=_sentences(one.notes) if one.review else "",
        tags=row.tags,
    )


def _sentences(notes: Sequence[Message]) -> str:
    return " ".join(say(note) for note in notes)


def _chunks(matches: Sequence[Match]) -> Iterator[Sequence[Match]]:
    for start in range(0, len(matches), _CHUNK):
        yield matches[start : start + _CHUNK]


def _json(value: list[object] | dict[str, object]) -> str:
    if not value:
        return "[]" if isinstance(value, list) else "{}"  # most rows; 2 us twice a row otherwise
    return json.dumps(value, ensure_ascii=False, default=str)
