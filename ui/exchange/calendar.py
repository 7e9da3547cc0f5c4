"""Saving the coming 30 days as a calendar file. What goes into it is shopbook.exchange.calendar."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from shopbook.errors import Cancelled, ShopbookError
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from shopbook.progress import Progress
from ui.context import Context


def save_calendar(ctx: Context, _target: object) -> None:
    """Navigation "calendar": ask where, then write the file on the worker thread."""
    today = ctx.book.clock.today()
    wanted = Path.home() / f"shopbook-{today.isoformat()}.ics"
    name, _kind = QFileDialog.getSaveFileName(
        QApplication.activeWindow(), _("The coming 30 days into a calendar"), str(wanted), "iCalendar (*.ics)"
    )
    if not name:
        return
    path = Path(name) if name.lower().endswith(".ics") else Path(f"{name}.ics")
    ctx.jobs.run(
        _("Looking through the coming 30 days"),
        partial(_write, ctx, path),
        partial(_on_written, ctx, path),
        partial(_on_failed, ctx),
    )


def _write(ctx: Context, path: Path, progress: Progress) -> int:
    from shopbook.exchange.calendar import calendar_text, coming, write_calendar

    with ctx.book.second(read_only=True) as own:
        events = coming(own.followups, own.clock.today(), progress=progress)
        write_calendar(path, calendar_text(events, own.settings.shop().name, own.clock.now()))
    return len(events)


def _on_written(ctx: Context, path: Path, count: int) -> None:
    said = ngettext("{n} thing to remember is in {file}", "{n} things to remember are in {file}", count)
    ctx.messages.done(said.format(n=numbers.number(count), file=path.name))


def _on_failed(ctx: Context, error: BaseException) -> None:
    if isinstance(error, Cancelled):
        ctx.messages.info(_("Stopped. Nothing was changed."))
    elif isinstance(error, ShopbookError):
        ctx.messages.problem(error)
    else:
        ctx.jobs.crashed.emit(error)
