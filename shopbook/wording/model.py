"""Templates and the blanks they may hold, as plain values, and what is wrong with a draft. Filling is in `filling`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shopbook.errors import Message
from shopbook.localisation.language import current_language

KINDS = ("message", "script")
MOODS = ("angry", "sad")
OWN = "own:"
LONGEST_TITLE = 80
LONGEST_BODY = 2000

# The blanks by their name in the catalogs: how they are typed in Bengali and in English.
BLANKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "greeting": ("সালাম", "greeting"),
        "name": ("নাম", "name"),
        "shop": ("দোকান", "shop"),
        "amount": ("টাকা", "amount"),
        "date": ("তারিখ", "date"),
        "product": ("পণ্য", "product"),
        "product_whose": ("পণ্যের", "product's"),
        "hotline": ("ফোন", "hotline"),
    }
)
_BY_SPELLING = {spelled: name for name, both in BLANKS.items() for spelled in (name, *both)}
BLANK = re.compile(r"\{([^{}\n]*)\}")


def blank_named(typed: str) -> str | None:
    """The blank somebody means by what stands in the braces, or None."""
    return _BY_SPELLING.get(unicodedata.normalize("NFC", typed).strip().casefold())


def spelled(blank: str) -> str:
    """A blank as it is typed in the language now spoken: {নাম}, {name}."""
    bengali, english = BLANKS[blank]
    return f"{{{bengali if current_language() == 'bn' else english}}}"


def respelled(text: str) -> str:
    """The text with every blank spelled in the language now spoken; what is no blank stays."""

    def change(found: re.Match[str]) -> str:
        name = blank_named(found[1])
        return spelled(name) if name else found[0]

    return BLANK.sub(change, text)


@dataclass(frozen=True, slots=True)
class Template:
    """Words to be filled. `code`: the reason or mood it belongs to, or the shop's own name for it (`own:...`).

    `title` is the shop's own words for its own template, a sentence of the catalogs otherwise.
    """

    kind: str
    code: str
    title: Message | str
    body: str
    is_changed: bool = False

    @property
    def is_own(self) -> bool:
        """True for one the shop made itself: it can be dropped, not put back."""
        return self.code.startswith(OWN)


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """A template as typed; the title only matters for the shop's own."""

    title: str = ""
    body: str = ""

    def problems(self, *, own: bool = False) -> dict[str, Message]:
        """Everything that keeps this from being saved, by field."""
        found: dict[str, Message] = {}
        if own and not self.title.strip():
            found["title"] = Message("Give it a name, to find it by.")
        elif len(self.title.strip()) > LONGEST_TITLE:
            found["title"] = Message("A name has at most {n} letters.", n=LONGEST_TITLE)
        problem = self._body_problem()
        if problem is not None:
            found["body"] = problem
        return found

    def _body_problem(self) -> Message | None:
        if not self.body.strip():
            return Message("Write the words.")
        if len(self.body.strip()) > LONGEST_BODY:
            return Message("This is too long; {most} letters fit.", most=LONGEST_BODY)
        everything = " ".join(spelled(blank) for blank in BLANKS)
        for typed in BLANK.findall(self.body):
            if blank_named(typed) is None:
                return Message(
                    "{typed} is not known. There are: {blanks}", typed=f"{{{typed}}}", blanks=everything
                )
        if re.search(r"[{}]", BLANK.sub("", self.body)):
            return Message("A brace is open or closed alone. There are: {blanks}", blanks=everything)
        return None
