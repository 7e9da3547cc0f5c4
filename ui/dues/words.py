"""What the papers of an account are called: an open memo, a repair, an instalment. Which they are is shopbook.dues'."""

from __future__ import annotations

from collections.abc import Sequence

from shopbook.dues.model import OpenItem
from shopbook.dues.plan_model import Instalment, Plan
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.context import Context


def papers(ctx: Context, items: Sequence[OpenItem]) -> dict[int, str]:
    """What each open item is called, by its entry: its memo, its repair, an old due."""
    memos = ctx.book.sales.rows([item.sale_id for item in items if item.sale_id is not None])
    memo_nos = {memo.id: numbers.to_script(memo.memo_no) for memo in memos}
    found: dict[int, str] = {}
    for item in items:
        if item.job_id is not None:
            job_no = numbers.to_script(ctx.book.jobs.get(item.job_id).job_no)
            found[item.entry_id] = _("Service {job_no}").format(job_no=job_no)
        else:
            found[item.entry_id] = memo_nos.get(item.sale_id or 0, _("Old due"))
    return found


def instalment(one: Instalment, plan: Plan) -> str:
    """Instalment 3 of 6."""
    return _("Instalment {n} of {all}").format(
        n=numbers.number(one.position), all=numbers.number(len(plan.instalments))
    )
