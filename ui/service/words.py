"""How a job is said and drawn: where it stands, whose it is, how late, what the card promised. No widget is made
here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from shopbook.localisation import dates, numbers
from shopbook.localisation.language import _, pgettext
from shopbook.products.model import title
from shopbook.service.model import CLOSED, FrozenCover, Job, JobEvent
from shopbook.service.words import outcome_words, status_words
from shopbook.warranties.model import Verdict, coverage_label
from ui import titles
from ui.lists.looks import RowLook

# status: icon and tone of its disc.
DISCS = {
    "received": ("package", "blue"),
    "checking": ("stethoscope", "blue"),
    "sent_to_company": ("truck", "violet"),
    "waiting_part": ("pause", "amber"),
    "ready": ("circle-check", "green"),
    "delivered": ("handshake", "green"),
    "rejected": ("circle-x", "red"),
    "cancelled": ("x", "blue"),
}


def outcome_title(outcome: str) -> Callable[[], str]:
    """The same as words of a chip, asked again in each language."""
    return lambda: outcome_words(outcome)


def effect_words(effect: str) -> str:
    """What a job does to the warranty."""
    return {
        "none": pgettext("job", "Stays as it is"),
        "extend": pgettext("job", "Longer by the days here"),
        "restart": pgettext("job", "Begins anew"),
        "new": pgettext("job", "New card"),
    }[effect]


def effect_title(effect: str) -> Callable[[], str]:
    """The same as words of a chip, asked again in each language."""
    return lambda: effect_words(effect)


def deed_words(event: JobEvent) -> str:
    """What a step of the job was."""
    if event.deed == "move":
        return status_words(event.status)
    return {
        "take_in": pgettext("job", "Taken in"),
        "send": pgettext("job", "Sent to the company"),
        "chase": pgettext("job", "Asked the company"),
        "came_back": pgettext("job", "Back from the company"),
        "ready": pgettext("job", "Ready"),
        "deliver": pgettext("job", "Handed over"),
        "reject": pgettext("job", "Refused"),
        "cancel": pgettext("job", "Taken back"),
        "promise": pgettext("job", "Another day promised"),
    }[event.deed]


def whose(job: Job) -> str:
    """Whose it is: রহিম ভাই, or the number of somebody without a name."""
    return titles.known_as(job.name, job.honorific) or numbers.phone(job.phone) or _("Name not known")


def thing(job: Job) -> str:
    """What was brought, with brand and model."""
    return title(job.product_name, job.brand, job.model)


def job_number(job: Job) -> str:
    """Its number in the user's digits."""
    return numbers.to_script(job.job_no)


def here_for(job: Job, today: dt.date) -> str:
    """How long the shop has had it."""
    days = job.days(today)
    if not job.is_open:
        return _("took {days}").format(days=dates.days_span(days)) if days else _("done the same day")
    return _("here for {days}").format(days=dates.days_span(days)) if days else _("taken in today")


def standing(job: Job, today: dt.date) -> tuple[str, str]:
    """What the badge says of it, and its tone: how late, when promised, or where it stands."""
    if job.status in CLOSED or job.status == "ready":
        return status_words(job.status), DISCS[job.status][1]
    if job.promised_on is None:
        return _("No day promised"), "amber"
    late = (today - job.promised_on).days
    if late > 0:
        return dates.days_late(late), "red"
    return _("Promised: {day}").format(day=dates.ago(job.promised_on, today)), "blue" if late else "amber"


def look_of(job: Job, today: dt.date, *, narrow: bool = False) -> RowLook:
    """A row of the board: the thing and its number, whose it is and for how long, and how late."""
    words, tone = standing(job, today)
    icon, colour = DISCS[job.status]
    late = job.is_late(today)
    parts = [job_number(job)] if narrow else []
    parts.append(whose(job))
    if job.is_open and job.status != "ready":
        parts.append(status_words(job.status))
    parts.append(_ready_for(job, today) if job.status == "ready" else here_for(job, today))
    return RowLook(
        title=thing(job),
        beside="" if narrow else job_number(job),
        second=" · ".join(parts),
        icon=icon,
        tone="red" if late else colour,
        badge=words,
        badge_tone=tone,
        faded=not job.is_open,
    )


def _ready_for(job: Job, today: dt.date) -> str:
    """Since when it waits for its owner."""
    since = dates.ago(job.ready_on or job.received_on, today)
    return _("ready {when}").format(when=since)


def cover_line(cover: FrozenCover) -> tuple[str, bool]:
    """One promise as it stood on the day of receipt, and whether it was kept then."""
    label = coverage_label(cover.kind, cover.component)
    if cover.state == "life":
        return _("{what}: for life").format(what=label), True
    if cover.state == "void" or cover.ends_on is None:
        return _("{what}: not valid any more").format(what=label), False
    day = dates.date_long(cover.ends_on)
    if cover.state == "covered":
        return _("{what}: until {day}").format(what=label, day=day), True
    return _("{what}: ended on {day}").format(what=label, day=day), False


def cover_words(cover: str) -> tuple[str, str]:
    """What the card said as a whole on the day of receipt, and the tone."""
    return {
        "covered": (_("Under warranty"), "green"),
        "ended": (_("The warranty is over"), "red"),
        "void": (_("The card is not valid any more"), "red"),
        "none": (_("No warranty card"), "blue"),
    }[cover]


def cover_of(verdict: Verdict) -> str:
    """What a card says as a whole, in the words of a job: covered, ended or void."""
    if verdict.is_covered:
        return "covered"
    return "void" if any(each.state == "void" for each in verdict.coverages) else "ended"


def frozen(verdict: Verdict) -> tuple[FrozenCover, ...]:
    """The promises of a card today, as a job will keep them."""
    return tuple(
        FrozenCover(each.coverage.kind, each.coverage.component, each.state, each.coverage.ends_on)
        for each in verdict.coverages
    )
