"""The evening paper for the owner: what was called, promised, complained about and paid today, and what is left.

The figures are gathered in followups/day_summary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shopbook.documents.page import (
    A4,
    A5,
    MM,
    Block,
    Paper,
    Sheet,
    ShopHead,
    Type,
    columns,
    fill,
    gap,
    letterhead,
    one_line,
    over,
    paragraph,
    put,
    rule,
    shrunk,
    together,
)
from shopbook.documents.text import font, printable, wrap
from shopbook.followups.day_summary import DaySummary, MemberDay, PromiseMade
from shopbook.localisation.language import _, ngettext, pgettext, using

SIZES = ("A5", "A4")
_PAPERS = {"A5": A5, "A4": A4}
_MARGIN = 10 * MM
# Longer words are in the book.
_MOST_WORDS = 90


@dataclass(frozen=True, slots=True)
class _Look:
    """The sizes of one paper."""

    paper: Paper
    body: Type
    small: Type
    bold: Type
    figure: Type

    @property
    def width(self) -> float:
        """The room between the margins."""
        return self.paper.width - 2 * _MARGIN


def day_summary(shop: ShopHead, summary: DaySummary, size: str = "A5", language: str = "bn") -> bytes:
    """The summary as a PDF, A5 or A4, in Bengali or English. Equal data, equal bytes."""
    scale = 1.2 if size == "A4" else 1.0
    look = _Look(
        _PAPERS[size],
        Type(9.5 * scale),
        Type(8.5 * scale),
        Type(9.5 * scale, bold=True),
        Type(18 * scale, bold=True, leading=1.2),
    )
    with using(language):
        blocks = _blocks(shop, summary, look)
        sheet = Sheet(look.paper, f"{_('The day in short')} {summary.on.isoformat()}", language)
        foot = look.small.height + 6
        inside = look.paper.height - 2 * _MARGIN - foot
        pages = fill(blocks, inside, inside)
        for index, page in enumerate(pages):
            if index:
                sheet.next_page()
            put(sheet, page, _MARGIN, _MARGIN)
            _foot(sheet, look, shop, index + 1, len(pages))
        return sheet.finish()


def _blocks(shop: ShopHead, summary: DaySummary, look: _Look) -> list[Block]:
    from shopbook.localisation.dates import bangla_date, date_weekday

    day = f"{date_weekday(summary.on)} · {bangla_date(summary.on)}"
    title = Type(look.body.size * 1.5, bold=True)
    found = [
        *letterhead(shop, look.width, look.body.size * 1.5),
        gap(3),
        rule(look.width, 1.2),
        gap(3),
        one_line(_("The day in short"), title, x=look.width / 2, align="centre"),
        one_line(day, look.body, x=look.width / 2, align="centre"),
        gap(6),
        _figures(summary.total, look),
        gap(6),
    ]
    if len(summary.members) > 1:
        found += _team(summary.members, look)
    found += _promises(summary, look)
    found += _complaints(summary, look)
    found += _advice(summary, look)
    found += _to_sign(look)
    return found


def _figures(total: MemberDay, look: _Look) -> Block:
    """The figures one looks for first, each with its meaning under it, in a frame."""
    from shopbook.localisation.numbers import money, number

    parts = [
        (number(total.called), _("calls made")),
        (number(total.reached), _("talked to")),
        (number(total.not_reached), pgettext("section", "Did not pick up")),
    ]
    if total.left is not None:
        parts.append((number(total.left), _("left to call")))
    parts.append((money(total.received_paisa), _("money received")))
    # The money needs the room of two figures.
    shares = [1.0] * (len(parts) - 1) + [1.7]
    unit = look.width / sum(shares)
    height = look.figure.height + look.small.height + 12

    def draw(sheet: Sheet, left: float, top: float) -> None:
        sheet.box(left, top, look.width, height, thick=0.9, round_by=5)
        for at, ((figure, words), share) in enumerate(zip(parts, shares, strict=True)):
            if at:
                sheet.rule(left, top + 8, left, top + height - 8)
            middle = left + unit * share / 2
            kind = shrunk(figure, look.figure, unit * share - 8, 8)
            sheet.line(middle, top + 5 + (look.figure.height - kind.height) / 2, figure, kind, "centre")
            label = shrunk(words, look.small, unit * share - 6, 6)
            sheet.line(middle, top + 6 + look.figure.height, words, label, "centre")
            left += unit * share

    return Block(height, draw)


def _team(members: Sequence[MemberDay], look: _Look) -> list[Block]:
    """A line for each member: the same figures, so that the columns add up to the frame above."""
    from shopbook.localisation.numbers import money, number

    with_left = any(member.left is not None for member in members)
    heads = [_("Calls"), _("talked to"), pgettext("section", "Did not pick up"), _("promises")]
    heads += [*([_("left to call")] if with_left else []), _("money received")]
    cells = []
    for member in members:
        row = [member.called, member.reached, member.not_reached, member.promises]
        texts = [number(figure) if figure else "–" for figure in row]
        if with_left:
            texts.append("–" if member.left is None else number(member.left))
        texts.append(money(member.received_paisa) if member.received_paisa else "–")
        cells.append((member.name or _("The shop"), texts))
    name_width = look.width * 0.27
    unit = (look.width - name_width) / (len(heads) + 0.6)
    rights = [name_width + unit * (at + 1) for at in range(len(heads) - 1)] + [look.width]
    rooms = [unit - 4] * (len(heads) - 1) + [unit * 1.6 - 4]

    # One size for all headings: the largest in which each fits.
    head_kind = min((shrunk(text, look.small, room, 6) for text, room in zip(heads, rooms, strict=True)),
                    key=lambda kind: kind.size)  # fmt: skip

    def line(name: str, texts: Sequence[str], kind: Type, name_kind: Type) -> Block:
        words = together(paragraph(name, name_kind, name_width - 6)) if name else gap(kind.height)
        figures = [
            one_line(text, shrunk(text, kind, room, 6), x=right, align="right")
            for text, right, room in zip(texts, rights, rooms, strict=True)
        ]
        return over(words, *figures)

    found = [*_heading(_("Who did what"), look), line("", heads, head_kind, look.small)]
    found += [
        together([rule(look.width, 0.4, 1), line(name, texts, look.body, look.bold)]) for name, texts in cells
    ]
    return [*found, gap(6)]


def _promises(summary: DaySummary, look: _Look) -> list[Block]:
    """Whose word was given today: theirs to pay and to buy, ours; each with its day."""
    from shopbook.localisation.numbers import money

    found: list[Block] = []
    for kind, title in (
        ("pay", _("Will pay")),
        ("buy", _("Will buy")),
        ("shop", _("The shop's word")),
    ):
        made = [one for one in summary.promises if one.kind == kind]
        if not made:
            continue
        paisa = summary.promised_paisa(kind)
        found += _heading(title, look, money(paisa) if paisa else "", len(made))
        for one in made:
            found += _promise(one, look)
        found.append(gap(6))
    if not found:
        words = paragraph(_("No promise was made today."), look.body, look.width)
        found = [*_heading(_("Promises"), look), *words, gap(6)]
    return found


def _promise(one: PromiseMade, look: _Look) -> list[Block]:
    from shopbook.localisation.dates import month_day
    from shopbook.localisation.numbers import money

    day = month_day(one.due_on.month, one.due_on.day)
    amount = money(one.amount_paisa) if one.amount_paisa else ""
    words = [one.name, one.what] if one.name else [one.what]
    end = " · ".join(part for part in (amount, day) if part)
    room = look.width - font(True).width(printable(end), look.bold.size) - 24
    left = paragraph(_short(": ".join(word for word in words if word)), look.body, room, lead="•", hang=10)
    return columns(left, [one_line(end, look.bold, align="right")], at=(0, look.width))


def _complaints(summary: DaySummary, look: _Look) -> list[Block]:
    if not summary.complaints:
        return []
    found = _heading(_("Complaints"), look, "", len(summary.complaints))
    for one in summary.complaints:
        state = _("settled") if one.resolved else pgettext("complaint", "open")
        room = look.width - font(True).width(printable(state), look.bold.size) - 24
        words = ": ".join(word for word in (one.name, one.what) if word)
        left = paragraph(_short(words), look.body, room, lead="•", hang=10)
        found += columns(left, [one_line(state, look.bold, align="right")], at=(0, look.width))
    return [*found, gap(6)]


def _advice(summary: DaySummary, look: _Look) -> list[Block]:
    """Who asks for advice trusts the shop: worth a line, when there was one."""
    from shopbook.localisation.numbers import number

    if not summary.advice:
        return []
    words = ngettext("{n} person asked for our advice.", "{n} people asked for our advice.", summary.advice)
    return [*paragraph(words.format(n=number(summary.advice)), look.body, look.width), gap(6)]


def _heading(text: str, look: _Look, amount: str = "", count: int = 0) -> list[Block]:
    """The name of a part over a rule, how many at its side and how much at the right end."""
    from shopbook.localisation.numbers import number

    kind = Type(look.body.size * 1.15, bold=True)
    title = one_line(f"{text} · {number(count)}" if count else text, kind)
    line = over(title, one_line(amount, kind, x=look.width, align="right")) if amount else title
    held = Block(line.height, line.draw, keep=True)
    under = rule(look.width, 0.8, 1)
    return [held, Block(under.height, under.draw, keep=True)]


def _short(text: str) -> str:
    """As much as the evening needs."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _MOST_WORDS else plain[:_MOST_WORDS].rpartition(" ")[0] + " …"


def _to_sign(look: _Look) -> list[Block]:
    """A line for what the owner wants to remember of this day."""
    blank = look.body.height * 1.6
    return [
        one_line(_("For tomorrow:"), look.body, keep=True),
        Block(
            blank, lambda sheet, left, top: sheet.rule(left, top + blank, left + look.width, top + blank, 0.6)
        ),
    ]


def _foot(sheet: Sheet, look: _Look, shop: ShopHead, page: int, pages: int) -> None:
    from shopbook.localisation.numbers import number

    top = look.paper.height - _MARGIN - look.small.height
    left = wrap(font(), look.small.size, shop.name_bn, look.width * 0.7)[0]
    sheet.line(_MARGIN, top, left, look.small)
    text = _("Page {page} of {pages}").format(page=number(page), pages=number(pages))
    sheet.line(look.paper.width - _MARGIN, top, text, look.small, "right")
