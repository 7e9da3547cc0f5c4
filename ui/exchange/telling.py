"""The strips over a list that tell how it was read: typed with Bijoy, or its columns as set for an earlier list."""

from __future__ import annotations

import unicodedata

from shopbook.exchange.model import Preview
from shopbook.localisation import dates
from shopbook.localisation.language import _
from ui.widgets.cards import Banner

_SHOWN, _LONGEST = 2, 12


class BijoyBanner(Banner):
    """Some texts as they stand in the file and as Bengali, with the switch between the two; `pressed()`."""

    def __init__(self) -> None:
        super().__init__("info", "", "", lambda: _("Leave the letters as they are"))
        self.hide()

    def show_preview(self, preview: Preview) -> None:
        """Tell of a list typed with Bijoy; hidden for any other."""
        found = preview.bijoy
        self.setVisible(found is not None)
        if found is None or self.button is None:
            return
        pairs = "  ·  ".join(
            f"{_short(before)} → {_short(after)}" for before, after in found.samples[:_SHOWN]
        )
        if found.read:
            self.say(lambda: _("Typed with Bijoy, read as Bengali: {examples}").format(examples=pairs))
            self.button.say(lambda: _("Leave the letters as they are"))
        else:
            self.say(lambda: _("Typed with Bijoy, left as it is: {examples}").format(examples=pairs))
            self.button.say(lambda: _("Read it as Bengali"))


class RememberedBanner(Banner):
    """Where the meaning of the columns comes from, with the way back to guessing; `pressed()`."""

    def __init__(self) -> None:
        super().__init__("info", "", "", lambda: _("Guess anew"))
        self.hide()

    def show_preview(self, preview: Preview) -> None:
        """Tell that the columns are those of an earlier list; hidden when they were guessed."""
        source = preview.remembered
        self.setVisible(source is not None)
        if source is not None:
            told = _("The columns are as you set them for {file} on {day}")
            self.say(told.format(file=_short(source.file_name, 40), day=dates.date_long(source.on)))


def _short(text: str, most: int = _LONGEST) -> str:
    """The beginning of a text, not cut within a letter and its signs."""
    if len(text) <= most:
        return text
    end = most
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return f"{text[:end]}…"
