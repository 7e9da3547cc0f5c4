"""A template filled with a card's facts. What stands around a blank without a value goes with it: no brace is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping

from shopbook.wording.model import BLANK, blank_named

# Without these the sentence still stands; without any other its sentence would say nothing.
SPARED = frozenset({"greeting", "name"})
_SALUTATION = re.compile(r"\s*“?(?:\{(?:greeting|name)\}[ ,]*)+")
# A sentence ends at its mark, a line at its end, and the signature begins with its dash.
_END = re.compile(r"[।!?]+[”\"’']?(?=\s|$)|\.[”\"’']?(?=\s|$)|\n|(?= [—–] )")
_DASH = re.compile(r"^\s*[—–-]\s*")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The words as the customer reads them; "" when too little is known to say anything.

    A sentence with a blank whose value is missing or empty is left out whole; a missing name or greeting leaves only
    itself out.
    """
    known = {name: _plain(value) for name, value in values.items()}
    known = {name: value for name, value in known.items() if value}
    text = BLANK.sub(lambda found: f"{{{blank_named(found[1]) or ''}}}", text)
    greeted = _SALUTATION.match(text)
    salutation = text[: greeted.end()] if greeted else ""
    stretches = _stretches(text[len(salutation) :])
    kept = [stretch for stretch in stretches if not (_blanks(stretch) - SPARED - known.keys())]
    if len(kept) < len(stretches) and not any(map(_says_something, kept)):
        return ""
    return _tidy("".join(_put(stretch, known) for stretch in (salutation, *kept)))


def _plain(value: str) -> str:
    """A value on one line and without braces of its own."""
    return " ".join(re.sub(r"[{}]", "", value).split())


def _stretches(text: str) -> list[str]:
    found, start = [], 0
    for end in _END.finditer(text):
        if end.end() > start:
            found.append(text[start : end.end()])
            start = end.end()
    return [*found, text[start:]] if text[start:] else found


def _blanks(stretch: str) -> set[str]:
    return set(BLANK.findall(stretch))


def _says_something(stretch: str) -> bool:
    """True for words that are neither space nor the signature."""
    return not _DASH.match(stretch) and bool(re.search(r"\w", BLANK.sub("", stretch)))


def _put(stretch: str, known: Mapping[str, str]) -> str:
    words = BLANK.sub(lambda found: known.get(found[1], ""), stretch)
    return re.sub(r"[{}]", "", words)


def _tidy(text: str) -> str:
    """Spaces and commas that a left-out word leaves behind."""
    lines = []
    for line in text.split("\n"):
        line = re.sub(r"[ \t]+", " ", line)
        line = re.sub(r" +([,;।!?]|\.(?=\s|$))", r"\1", line)
        line = re.sub(r",(?:\s*,)+", ",", line)
        line = re.sub(r",(?=\s*(?:[—–]|$))", "", line)
        line = re.sub(r"^([“\"]?)[ ,;]+", r"\1", line)
        line = re.sub(r"([“\"])[ ,]+", r"\1", line) if line.lstrip().startswith("“") else line
        lines.append(_quoted(line.rstrip()))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _quoted(line: str) -> str:
    """A line that lost one of its quotation marks with a sentence gets it back; two with nothing between them go."""
    if line.count("“") > line.count("”"):
        line = f"{line.rstrip(' ,')}”"
    elif line.count("”") > line.count("“"):
        line = f"“{line.lstrip()}"
    return line.replace("“”", "")
