"""For which paper money is meant: the oldest first, a plan's instalments, a memo at the door, a repair. What money does
to them is shopbook.dues'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopbook.dues.model import Ageing
from shopbook.dues.plan_model import Plan
from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _
from ui.context import Context
from ui.forms.choices import Choice

UNDER_WAY = ("needed", "out")


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing money can be meant for; nothing set: whatever is the oldest."""

    sale_id: int | None = None
    plan_id: int | None = None
    job_id: int | None = None

    @property
    def key(self) -> str:
        """What stands for it in a field, as plain text."""
        for kind, id in (("plan", self.plan_id), ("sale", self.sale_id), ("job", self.job_id)):
            if id is not None:
                return f"{kind}:{id}"
        return ""

    @classmethod
    def of_key(cls, key: object) -> Paper:
        """The paper that a field's text stands for."""
        kind, _colon, id = str(key or "").partition(":")
        return cls(**{f"{kind}_id": int(id)}) if id else cls()

    @classmethod
    def of_target(cls, asked: Mapping[str, Any]) -> Paper:
        """The paper a button asked for: {"plan_id"}, {"sale_id"} or {"job_id"}."""
        for kind in ("plan_id", "sale_id", "job_id"):
            if isinstance(asked.get(kind), int):
                return cls(**{kind: asked[kind]})
        return cls()


def payer_of(ctx: Context, paper: Paper) -> int | None:
    """Who owes for a paper; None when it is nobody's. Raises NotFound."""
    if paper.plan_id is not None:
        return ctx.book.plans.get(paper.plan_id).customer_id
    if paper.sale_id is not None:
        return ctx.book.sales.get(paper.sale_id).customer_id
    if paper.job_id is not None:
        return ctx.book.jobs.get(paper.job_id).customer_id
    return None


def open_on(ctx: Context, paper: Paper, ageing: Ageing) -> int:
    """What is asked for a paper now, in paisa: the next instalment, the rest of the memo or of the charge."""
    if paper.plan_id is not None:
        due = ctx.book.plans.get(paper.plan_id).next_due
        return due.left_paisa if due is not None else 0
    if paper.sale_id is not None:
        return sum(item.open_paisa for item in ageing.open_items if item.sale_id == paper.sale_id)
    if paper.job_id is not None:
        return sum(item.open_paisa for item in ageing.open_items if item.job_id == paper.job_id)
    return 0


def choices(ctx: Context, customer_id: int, ageing: Ageing, wanted: Paper) -> list[Choice]:
    """What can be chosen beside the oldest first; one choice only: there is nothing to choose."""
    found = [Choice("", lambda: _("The oldest first"))]
    in_plan: set[int] = set()
    for plan in ctx.book.plans.of_customer(customer_id):
        if plan.is_open:
            in_plan.add(plan.sale_id)
            found.append(Choice(Paper(plan_id=plan.id).key, plan_words(plan)))
    memos = [item.sale_id for item in ageing.open_items if item.sale_id is not None]
    for memo in ctx.book.sales.rows([each for each in memos if each not in in_plan]):
        asked = memo.id == wanted.sale_id
        if asked or (memo.delivery in UNDER_WAY and ctx.book.sales.get(memo.id).cash_on_delivery):
            found.append(Choice(Paper(sale_id=memo.id).key, _memo_words(memo.memo_no, asked=asked)))
    if wanted.job_id is not None:
        job_no = numbers.to_script(ctx.book.jobs.get(wanted.job_id).job_no)
        found.append(Choice(wanted.key, _("Service {job_no}").format(job_no=job_no)))
    return found


def plan_words(plan: Plan) -> str:
    """Instalments of memo A-12 · next 5 December."""
    said = _("Instalments of memo {memo_no}").format(memo_no=numbers.to_script(plan.memo_no))
    due = plan.next_due
    return f"{said} · {dates.month_day(due.due_on.month, due.due_on.day)}" if due is not None else said


def _memo_words(memo_no: str, *, asked: bool) -> str:
    shown = numbers.to_script(memo_no)
    if asked:
        return _("Memo {memo_no}").format(memo_no=shown)
    return _("Memo {memo_no}, cash on delivery").format(memo_no=shown)
