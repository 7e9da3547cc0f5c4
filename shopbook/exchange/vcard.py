"""Reading vCard 2.1, 3.0 and 4.0 as phones write them: folding, quoted-printable, charsets, groups, many cards.

Real phones break the rules in ways strict parsers refuse, so this forgives. What a row becomes is not known here.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from shopbook.exchange.delimited import decode
from shopbook.exchange.limits import MAX_CARD_LINES, MAX_PROPERTY, MAX_ROWS
from shopbook.exchange.sheet import Row, Sheet, check_cell, too_large

# The columns a card becomes, by the names columns.FieldKey gives them.
HEADINGS = (
    "name",
    "nickname",
    "phone",
    "address",
    "birthday",
    "note",
    "organisation",
    "tag",
    "email",
    "anniversary",
)

_HEAD = 1000
_PHYSICAL = re.compile(rb"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_PICTURE = re.compile(rb"^(?:[\w-]{1,60}\.)?(?:PHOTO|LOGO|SOUND|KEY)\b|;(?:ENCODING=)?(?:B|BASE64)\s*(?:;|$)")
_ESCAPE = re.compile(r"\\([nN,;:\\])")


@dataclass(frozen=True, slots=True)
class _Line:
    """One property: its name, its parameters (upper-cased names, several values joined by a comma) and its value."""

    name: str
    params: dict[str, str]
    value: str

    @property
    def types(self) -> set[str]:
        """TYPE values in small letters, the bare ones of 2.1 included."""
        return {word.strip().casefold() for word in self.params.get("TYPE", "").split(",") if word}


def read(data: bytes) -> Sheet:
    """One row a card, in the file's order."""
    rows: list[Row] = []
    card: list[_Line] | None = None
    depth = 0
    for line in _lines(data):
        if line.name == "BEGIN" and line.value.strip().casefold() == "vcard":
            if card and card[-1].name == "AGENT":
                depth += 1  # a card inside a card belongs to the outer one and is not a customer
                continue
            if card:  # the last one's end was lost
                rows.append(Row(len(rows) + 1, _cells(card)))
            card, depth = [], 1
        elif line.name == "END" and line.value.strip().casefold() == "vcard" and card is not None:
            depth -= 1
            if depth <= 0:
                rows.append(Row(len(rows) + 1, _cells(card)))
                card, depth = None, 0
        elif card is not None and depth == 1:
            card.append(line)
        if len(rows) > MAX_ROWS or len(card or ()) > MAX_CARD_LINES:
            raise too_large()
    if card:  # a file cut off in the middle of its last card
        rows.append(Row(len(rows) + 1, _cells(card)))
    return Sheet("vcard", "", tuple(rows), headings=HEADINGS)


def _lines(data: bytes) -> Iterator[_Line]:
    """Logical lines: folded ones joined, quoted-printable soft breaks joined, values decoded."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:400]:
        data = decode(data).encode("utf-8")
    physical = _physical(data.removeprefix(b"\xef\xbb\xbf"))
    raw = next(physical, None)
    while raw is not None:
        head = raw[:_HEAD].partition(b":")[0].upper()
        soft, picture = b"QUOTED-PRINTABLE" in head, bool(_PICTURE.search(head))
        pieces, size, after = [raw], len(raw), next(physical, None)
        # Soft break of quoted-printable: the next line goes on, wherever the bytes of a Bengali letter were cut.
        while after is not None and (
            (soft and pieces[-1].endswith(b"=")) or (after[:1] in (b" ", b"\t") and after.strip())
        ):
            if soft and pieces[-1].endswith(b"="):
                pieces[-1] = pieces[-1][:-1]
                pieces.append(after)
            elif not picture:
                pieces.append(after[1:])
            size += len(after)
            after = next(physical, None)
        if not picture:
            if size > MAX_PROPERTY:
                raise too_large()
            line = _parse(b"".join(pieces))
            if line is not None:
                yield line
        raw = after


def _physical(data: bytes) -> Iterator[bytes]:
    """The lines of the file, one after another: a hundred megabytes of pictures are never cut up at once."""
    return (found.group(1) for found in _PHYSICAL.finditer(data))


def _parse(raw: bytes) -> _Line | None:
    head, colon, value = _cut_at_colon(raw)
    if not colon:
        return None
    words = _decoded(head, "").split(";")
    # A group ("item1.TEL") only ties a label to its property.
    name = words[0].rpartition(".")[2].strip().upper()
    params: dict[str, str] = {}
    for word in words[1:]:
        key, equals, content = word.partition("=")
        key, content = (key.strip().upper(), content.strip().strip('"')) if equals else ("TYPE", key.strip())
        if not equals and content.upper() in ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"):
            key = "ENCODING"
        params[key] = f"{params[key]},{content}" if key in params else content
    encoding = params.get("ENCODING", "").upper()
    if encoding in ("B", "BASE64") or name in ("PHOTO", "LOGO", "SOUND", "KEY"):
        return None  # pictures are not taken in
    if encoding == "QUOTED-PRINTABLE":
        value = quopri.decodestring(value)
    return _Line(name, params, _decoded(value, params.get("CHARSET", "")))


def _cut_at_colon(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """Cut at the first colon outside quotes: 4.0 parameters may hold quoted colons."""
    quoted = False
    for place, byte in enumerate(raw[:1000]):
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            return raw[:place], b":", raw[place + 1 :]
    return raw.partition(b":")


def _decoded(value: bytes, charset: str) -> str:
    if charset:
        try:
            return value.decode(codecs.lookup(charset).name, "replace")
        except (LookupError, ValueError, TypeError, AttributeError):
            pass  # an unknown or non-text charset name: judged by its bytes below
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _parts(value: str) -> list[str]:
    """The parts of a structured value (N, ADR, ORG), cut at semicolons that are not escaped."""
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found.group(1) in "nN" else found.group(1), value).strip()


def _cells(card: list[_Line]) -> tuple[str | None, ...]:
    """A card's lines as the columns of HEADINGS."""
    by_name: dict[str, list[_Line]] = {}
    for line in card:
        by_name.setdefault(line.name, []).append(line)

    def first(name: str) -> str:
        return next((_plain(line.value) for line in by_name.get(name, []) if line.value.strip()), "")

    organisation = " ".join(part for part in _parts(_raw(by_name, "ORG")) if part)
    name = first("FN") or _from_n(_raw(by_name, "N")) or organisation
    phones = sorted(by_name.get("TEL", []), key=_phone_order)
    cells = (
        name,
        first("NICKNAME") or first("X-ANDROID-CUSTOM-NICKNAME"),
        " ::: ".join(filter(None, map(_phone, phones))),
        _address(_raw(by_name, "ADR")) or first("LABEL"),
        _birthday(by_name),
        "\n".join(filter(None, (_plain(line.value) for line in by_name.get("NOTE", [])))),
        "" if organisation == name else organisation,
        first("CATEGORIES"),
        first("EMAIL"),
        first("ANNIVERSARY") or first("X-ANNIVERSARY"),
    )
    return tuple(check_cell(cell) or None for cell in cells)


def _raw(by_name: dict[str, list[_Line]], name: str) -> str:
    return next((line.value for line in by_name.get(name, []) if line.value.strip(" ;\t")), "")


def _from_n(value: str) -> str:
    """Family;given;middle;prefix;suffix -> the order it is said in."""
    family, given, middle, prefix, suffix = (_parts(value) + [""] * 5)[:5]
    if family == given:  # some phones write a one-word name into both
        family = ""
    return " ".join(part for part in (prefix, given, middle, family, suffix) if part)


def _phone_order(line: _Line) -> int:
    preferred = "pref" in line.types or line.params.get("PREF") == "1"
    return 2 if "fax" in line.types else (0 if preferred else 1)


def _phone(line: _Line) -> str:
    number = _plain(line.value).removeprefix("tel:").partition(";")[0].strip()
    kind = next((kind for kind in ("home", "work", "fax") if kind in line.types), "")
    return f"{number} ({kind})" if number and kind else number


def _address(value: str) -> str:
    """Box;extended;street;town;region;postcode;country, without the empty parts."""
    return ", ".join(part.replace("\n", ", ") for part in _parts(value) if part)


def _birthday(by_name: dict[str, list[_Line]]) -> str:
    line = next((line for line in by_name.get("BDAY", []) if line.value.strip()), None)
    if line is None:
        return ""
    value = _plain(line.value)
    # Apple writes a made-up year and says so in a parameter.
    omitted = line.params.get("X-APPLE-OMIT-YEAR")
    if omitted and value.startswith(omitted):
        return "--" + value[len(omitted) :].lstrip("-")
    return value
