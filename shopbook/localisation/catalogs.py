"""The translators' tool: `python3 -m shopbook.localisation.catalogs update|compile|check`; the program never loads it.

`update` brings the catalog in step with the code (kept: every translation still asked for; dropped: the others),
`compile` writes the .mo that gettext reads, `check` tells what is missing or wrong. The output holds no dates and no
line numbers, so that two people's work merges.
"""

from __future__ import annotations

import ast
import io
import re
import string
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from shopbook.localisation.language import DOMAIN
from shopbook.localisation.qt_strings import LEFT_STRINGS, QT_STRINGS
from shopbook.paths import base, translations_dir

LANGUAGE: Final = "bn"
_QT_FILE: Final = "shopbook/localisation/qt_strings.py"
_COMMENT_TAG: Final = "i18n:"
# The names that mark a text, and the places of context, singular and plural among their arguments.
_KEYWORDS: Final[dict[str, tuple[int | None, int, int | None]]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "Message": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text the program shows: its msgid, and where it stands."""

    singular: str
    plural: str | None
    context: str | None
    file: str
    comment: str


class _ShopCatalog(Catalog):
    """A catalog whose header says only what gettext needs, so that it never changes by itself."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", LANGUAGE),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ]

    mime_headers = property(_get_mime_headers)


def po_path() -> Path:
    """The catalog people edit."""
    return translations_dir() / LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_path() -> Path:
    """The catalog the program reads."""
    return po_path().with_suffix(".mo")


def texts_in_code() -> tuple[list[Text], set[str]]:
    """Every text marked in shopbook/ and ui/ and Qt's own; and the files that could not be read just now."""
    texts: list[Text] = []
    unreadable: set[str] = set()
    for path in sorted(p for root in ("shopbook", "ui") for p in (base() / root).rglob("*.py")):
        file = path.relative_to(base()).as_posix()
        try:
            texts += _texts_of(path.read_text(encoding="utf-8"), file)
        except (SyntaxError, ValueError):
            # Somebody is in the middle of a line; what the catalog has from that file is kept.
            unreadable.add(file)
    for context, strings in QT_STRINGS.items():
        texts += [Text(s, None, context, _QT_FILE, "") for s in strings if s not in LEFT_STRINGS]
    return texts, unreadable


def read_catalog() -> Catalog:
    """The catalog as it lies on the disk; an empty one when there is none."""
    catalog = _ShopCatalog(locale=LANGUAGE, fuzzy=False)
    if po_path().exists():
        with po_path().open("rb") as file:
            for message in read_po(file, locale=LANGUAGE):
                if message.id:
                    _add(catalog, message)
    return catalog


def update() -> Catalog:
    """Bring the catalog in step with the code, keeping every translation that is still asked for."""
    old = read_catalog()
    texts, unreadable = texts_in_code()
    new = _ShopCatalog(locale=LANGUAGE, fuzzy=False)
    for text in texts:
        ids = (text.singular, text.plural) if text.plural else text.singular
        comments = [text.comment] if text.comment else []
        new.add(ids, "", locations=[(text.file, 1)], auto_comments=comments, context=text.context)
    for message in old:
        if message.id and any(place in unreadable for place, _line in message.locations):
            _add(new, message)
    for message in new:
        known = old.get(_singular(message), message.context) if message.id else None
        if known is not None:
            message.string = _fitted(known, message)
            message.flags |= known.flags & {"fuzzy"}
            message.user_comments = known.user_comments
    write_catalog(new)
    return new


def write_catalog(catalog: Catalog) -> None:
    """Write the .po, sorted by what is said (files move, sentences stay), in one form of Unicode."""
    for message in catalog:
        message.locations = sorted({(file, 1) for file, _line in message.locations})
        message.auto_comments = sorted(set(message.auto_comments))
        forms = tuple(unicodedata.normalize("NFC", form) for form in _forms(message))
        message.string = forms[0] if isinstance(message.id, str) else forms
    catalog.header_comment = "# The Bengali of Shopbook. How to translate is told in translations/README.md."
    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False)
    _replace(po_path(), out.getvalue())


def compiled(catalog: Catalog) -> bytes:
    """The bytes of the .mo for a catalog."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def compile_catalog() -> None:
    """Write the .mo from the .po."""
    _replace(mo_path(), compiled(read_catalog()))


def missing(catalog: Catalog) -> list[Message]:
    """The texts without a translation, or with a doubtful one."""
    return [m for m in catalog if m.id and (m.fuzzy or not all(_forms(m)))]


def check() -> list[str]:
    """Every fault of the catalog as a line to read; none when all is well."""
    catalog = read_catalog()
    texts, unreadable = texts_in_code()
    faults = [f"cannot be read: {file}" for file in sorted(unreadable)]
    asked = {(text.singular, text.context) for text in texts}
    held = {(_singular(m), m.context) for m in catalog if m.id}
    faults += [f"not in the catalog, run update: {key[0]!r}" for key in sorted(asked - held, key=str)]
    faults += [f"no longer in the code, run update: {key[0]!r}" for key in sorted(held - asked, key=str)]
    faults += [f"missing or fuzzy: {_singular(m)!r}" for m in missing(catalog)]
    faults += [fault for m in catalog if m.id for fault in _faults_of(m)]
    if not mo_path().exists() or mo_path().read_bytes() != compiled(catalog):
        faults.append("the .mo is not the .po's, run compile")
    return faults


def placeholders(text: str, *, qt: bool = False) -> set[str]:
    """The named places of a Python text, `{name}`, or the numbered ones of a Qt text, `%1`."""
    if qt:
        return set(re.findall(r"%(?:\d|L\d|n)", text))
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def main(arguments: Sequence[str]) -> int:
    """Run one of the three commands; 0 when all is well."""
    command = arguments[0] if len(arguments) == 1 else ""
    if command == "update":
        left = missing(update())
        print(f"{po_path()}: {len(left)} without a translation")
    elif command == "compile":
        compile_catalog()
    elif command == "check":
        faults = check()
        print("\n".join(faults) or "The catalog is whole.")
        return 1 if faults else 0
    else:
        print("usage: python3 -m shopbook.localisation.catalogs update|compile|check", file=sys.stderr)
        return 2
    return 0


def _texts_of(source: str, file: str) -> Iterator[Text]:
    """The marked texts of one module. By the syntax tree: a text inside an f-string's braces counts too."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in _KEYWORDS:
            continue
        context, singular, plural = (_literal(node, place) for place in _KEYWORDS[name])
        if singular:
            yield Text(singular, plural, context, file, _comment_above(lines, node.lineno))


def _literal(call: ast.Call, place: int | None) -> str | None:
    if place is None or place >= len(call.args):
        return None
    argument = call.args[place]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else None


def _comment_above(lines: Sequence[str], line_number: int) -> str:
    """The words for translators just above a line: `# i18n: ...` and what continues it."""
    comment: list[str] = []
    for line in reversed(lines[: line_number - 1]):
        if not line.lstrip().startswith("#"):
            break
        comment.insert(0, line.lstrip().lstrip("#").strip())
        if comment[0].startswith(_COMMENT_TAG):
            return " ".join(comment).removeprefix(_COMMENT_TAG).strip()
    return ""


def _faults_of(message: Message) -> Iterator[str]:
    qt = message.context in QT_STRINGS
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    allowed = [placeholders(source, qt=qt) for source in sources]
    for place, form in enumerate(_forms(message)):
        if not form:
            continue
        try:
            found = placeholders(form, qt=qt)
        except ValueError:
            yield f"broken braces: {form!r}"
            continue
        # The first form is for one thing and may say it without the figure; the others need it.
        if found not in (allowed if place == 0 else allowed[-1:]):
            yield f"placeholders differ: {sources[-1]!r} -> {form!r}"
        if form.strip() == form and sources[0].strip() != sources[0]:
            yield f"spaces at the ends differ: {sources[0]!r} -> {form!r}"


def _forms(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one a plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _fitted(known: Message, wanted: Message) -> str | tuple[str, ...]:
    """A translation in the shape wanted now: a text may have gained or lost its plural."""
    forms = _forms(known)
    if isinstance(wanted.id, str):
        return forms[-1]
    return forms if len(forms) > 1 else forms * 2


def _replace(path: Path, content: bytes) -> None:
    """Write the file whole or not at all: a running program may be reading it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def _add(catalog: Catalog, message: Message) -> None:
    catalog.add(
        message.id,
        message.string,
        locations=message.locations,
        flags=message.flags,
        auto_comments=message.auto_comments,
        user_comments=message.user_comments,
        context=message.context,
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
