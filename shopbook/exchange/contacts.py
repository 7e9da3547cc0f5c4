"""Writing customers as contacts for a phone: vCard 3.0, which every phone since 2010 reads. Reading them is vcard's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shopbook.storage.store import Reader

_AT_ONCE = 1000
_LINE = 75  # octets, RFC 2426 2.6
_PEOPLE = (
    "SELECT id, code, name, nickname, area, address, occupation, remark, birth_y, birth_m, birth_d FROM customer "
    "WHERE deleted_at IS NULL AND merged_into_id IS NULL AND id > ? ORDER BY id LIMIT ?"
)
_PHONES = (
    "SELECT customer_id, raw, e164, label FROM customer_phone WHERE deleted_at IS NULL "
    "AND customer_id BETWEEN ? AND ? ORDER BY customer_id, position"
)
_TYPES = {"own": "CELL", "spouse": "CELL", "shop": "WORK", "home": "HOME", "other": "CELL"}


def cards(reader: Reader, step: Callable[[int], None]) -> Iterator[bytes]:
    """Every customer as a contact, some at a time."""
    last = -1
    while True:
        people = reader.rows(_PEOPLE, (last, _AT_ONCE))
        if people:
            phones: dict[int, list[tuple[str, str]]] = {}
            for row in reader.rows(_PHONES, (people[0]["id"], people[-1]["id"])):
                phones.setdefault(row["customer_id"], []).append((row["e164"] or row["raw"], row["label"]))
            text = "".join(_card(dict(row), phones.get(row["id"], [])) for row in people)
            yield text.encode("utf-8", "replace")
            step(len(people))
        if len(people) < _AT_ONCE:
            return
        last = people[-1]["id"]


def _card(person: dict[str, object], phones: list[tuple[str, str]]) -> str:
    name = str(person["name"] or person["nickname"] or (phones[0][0] if phones else person["code"]))
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{_escaped(name)}", f"N:;{_escaped(name)};;;"]
    if person["name"] and person["nickname"]:
        lines.append(f"NICKNAME:{_escaped(str(person['nickname']))}")
    lines += [f"TEL;TYPE={_TYPES.get(label, 'CELL')}:{_escaped(number)}" for number, label in phones]
    if person["area"] or person["address"]:
        street, town = (_escaped(str(person[part] or "")) for part in ("address", "area"))
        lines.append(f"ADR;TYPE=HOME:;;{street};{town};;;")
    if person["occupation"]:
        lines.append(f"TITLE:{_escaped(str(person['occupation']))}")
    if person["birth_y"] and person["birth_m"] and person["birth_d"]:
        lines.append(f"BDAY:{person['birth_y']:04}-{person['birth_m']:02}-{person['birth_d']:02}")
    if person["remark"]:
        lines.append(f"NOTE:{_escaped(str(person['remark']))}")
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCARD"])


def _escaped(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(letter for letter in plain if letter == "\n" or ord(letter) >= 32)
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line cut into parts of at most 75 octets, never within a letter."""
    if len(line) * 3 < _LINE:
        return line
    parts, part, room = [], "", _LINE
    for letter in line:
        size = len(letter.encode("utf-8", "replace"))
        if size > room:
            parts.append(part)
            part, room = "", _LINE - 1
        part, room = part + letter, room - size
    return "\r\n ".join([*parts, part])
