"""A shop with a workshop, told in sentences: things brought in, cards behind them, what stands in the book."""

from __future__ import annotations

import datetime as dt

from shopbook.products.model import CoverageDraft
from shopbook.service.model import Finding, Job, JobDraft
from shopbook.storage.connection import Row
from shopbook.warranties.model import Card, CardDraft
from tests.language import Person, TestShop

REPAIRED = Finding("repaired", "কয়েল বদলানো হয়েছে")


class Workshop:
    """One shop and its jobs; every verb does one deed."""

    def __init__(self, shop: TestShop) -> None:
        self.shop = shop
        self.store = shop.book.store
        self.jobs = shop.book.jobs
        self._rahim: Person | None = None

    @property
    def today(self) -> dt.date:
        """What day it is in the shop."""
        return self.shop.today

    @property
    def rahim(self) -> Person:
        """A customer with a phone."""
        if self._rahim is None:
            self._rahim = self.shop.customer("রহিম", "01712345678")
        return self._rahim

    def card(self, months: int = 12, serial: str = "SN-88001234", **details: object) -> Card:
        """A warranty card of Rahim's fan, with so many months of service."""
        draft = CardDraft(
            product_name="ফ্যান",
            start_on=self.today - dt.timedelta(100),
            coverages=(CoverageDraft("service", length=months), CoverageDraft("parts", "মোটর", 3)),
            customer_id=self.rahim.id,
            brand="ওয়ালটন",
            model="W-12",
            serial=serial,
            **details,  # type: ignore[arg-type]
        )
        return self.shop.book.warranties.give(draft)

    def takes_in(self, product: str = "ফ্যান", problem: str = "ঘোরে না", **details: object) -> Job:
        """A thing of Rahim's is taken in."""
        details.setdefault("customer_id", self.rahim.id)
        return self.jobs.take_in(JobDraft(product, problem, **details))  # type: ignore[arg-type]

    def from_a_stranger(self, **details: object) -> Job:
        """A thing of somebody who is not in the book."""
        return self.jobs.take_in(
            JobDraft("জগ", "তার পোড়া", name="জসিম", phone="০১৮১১-০০০০০৯", **details)  # type: ignore[arg-type]
        )

    def standing_at(self, status: str, **details: object) -> Job:
        """A job that has come to a status by its own steps."""
        job = self.takes_in(**details)
        match status:
            case "received":
                return job
            case "checking" | "waiting_part":
                return self.jobs.move(job.id, status)
            case "sent_to_company":
                return self.jobs.send(job.id, "ওয়ালটন সার্ভিস")
            case "ready":
                return self.jobs.ready(job.id, REPAIRED)
            case "delivered":
                self.jobs.ready(job.id, REPAIRED)
                return self.jobs.deliver(job.id)
            case "rejected":
                return self.jobs.reject(job.id, "ঠিক হবে না")
            case "cancelled":
                return self.jobs.cancel(job.id, "লাগবে না")
        raise AssertionError(status)

    def ready(self, charge_taka: int = 0, **details: object) -> Job:
        """A thing of Rahim's, mended, for so many taka."""
        job = self.takes_in(**details)
        return self.jobs.ready(job.id, Finding("repaired", charge_paisa=charge_taka * 100))

    def row(self, job: Job) -> Row:
        """The job's row as it stands in the book, but for when it was touched."""
        columns = ", ".join(
            name
            for name in (row["name"] for row in self.store.rows("PRAGMA table_info(job)"))
            if name != "updated_at"
        )
        row = self.store.row(f"SELECT {columns} FROM job WHERE id = ?", (job.id,))
        assert row is not None
        return row

    def ledger(self, job: Job) -> list[tuple[str, int]]:
        """Kind and taka of the job's rows in the ledger, the first first."""
        rows = self.store.rows(
            "SELECT kind, amount_paisa FROM ledger WHERE job_id = ? ORDER BY id", (job.id,)
        )
        return [(row["kind"], row["amount_paisa"] // 100) for row in rows]

    def balance(self) -> int:
        """What Rahim owes, in taka."""
        return self.shop.book.dues.balance(self.rahim.id) // 100

    def steps(self, job: Job) -> list[tuple[str, str]]:
        """Deed and status of each step that stands."""
        return [(event.deed, event.status) for event in self.jobs.events(job.id)]
