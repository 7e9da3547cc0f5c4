"""Where the shopkeeper is and how to get elsewhere: pages by key, a way back, and sheets.

Pages never import one another; they meet here. What a page shows is its own affair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.page import Page

HISTORY_DEPTH = 50


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page that can be gone to. `factory` imports and builds it on the first visit.

    `place` is "rail" (main entries), "foot" (bottom of the rail) or "" (reached from elsewhere); `badge` counts what
    waits there (0: no badge), red when `badge_tone` is or says "red"; `parent` is the rail entry lit while a page
    without an own entry is shown. Who has not the right `needs` finds no way to it.
    `faces`: it may stay in sight while a customer looks at the screen; others are covered meanwhile.
    """

    key: str
    title: Callable[[], str]
    icon: str
    factory: Callable[[], Page]
    badge: Callable[[], int] | None = None
    place: str = "rail"
    parent: str = ""
    badge_tone: str | Callable[[], str] = "plain"
    needs: str = ""
    faces: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A page and what was opened in it."""

    key: str
    target: object = None


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """One find of the search box: `open` is called when it is picked; `hint` (badge or key) stands at the right end."""

    group: str
    icon: str
    title: str
    phone: str = ""
    detail: str = ""
    hint: str = ""
    open: Callable[[], object] = lambda: None
    tone: str = "brand"
    hint_tone: str = "blue"
    avatar: bool = False


Find = Callable[[str], Sequence[PaletteItem]]


class Navigation(QObject):
    """The page stack's brain; the main window listens and shows.

    Signals: `went(Place, Page)`, `sheet_opened(widget, title, side)`, `sheet_closed()`, `search_requested(text)`,
    `badges_stale()`, `keys_changed()` when a tab of the page in front brings other deeds. Asked of the running program
    by the settings: `language_asked("bn" | "en")`, `look_asked("light" | "dark" | "system", scale)`,
    `counter_asked()` who is at the counter, `refused(right)` a page is not for them;
    `book_asked(path)`, `sample_asked()`, `sample_left(delete it)`, `restore_asked(backup's path, code)`,
    `rewriting_asked(Rewriting)` of the closed book's file; what was
    chosen stands in ui/preferences.py.
    """

    went = Signal(object, object)
    sheet_opened = Signal(object, str, str)
    sheet_closed = Signal()
    search_requested = Signal(str)
    badges_stale = Signal()
    keys_changed = Signal()
    language_asked = Signal(str)
    look_asked = Signal(str, float)
    book_asked = Signal(object)
    sample_asked = Signal()
    sample_left = Signal(bool)
    restore_asked = Signal(object, str)
    rewriting_asked = Signal(object)
    counter_asked = Signal()
    facing_changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._specs: dict[str, PageSpec] = {}
        self._pages: dict[str, Page] = {}
        self._openers: dict[str, Callable[[object], object]] = {}
        self._back: list[Place] = []
        self._here: Place | None = None
        self._sheet: QWidget | None = None
        self.may: Callable[[str], bool] = lambda right: True
        self.sheet_needs: Mapping[str, str] = {}
        self.facing = False

    def register(self, spec: PageSpec) -> None:
        """Make a page reachable; it is not built yet."""
        self._specs[spec.key] = spec

    def register_sheet(self, key: str, opener: Callable[[object], object]) -> None:
        """Make a short task reachable like a page: `go(key, target)` calls `opener(target)`, which opens its sheet."""
        self._openers[key] = opener

    def specs(self) -> list[PageSpec]:
        """Every registered page, in order."""
        return list(self._specs.values())

    def has(self, key: str) -> bool:
        """True when a page or sheet of that key can be gone to."""
        return key in self._specs or key in self._openers

    @property
    def here(self) -> Place | None:
        """Where the shopkeeper is."""
        return self._here

    def page(self, key: str) -> Page:
        """The page of a key, built on the first call. KeyError for an unknown key."""
        if key not in self._pages:
            self._pages[key] = self._specs[key].factory()
        return self._pages[key]

    def customer_here(self) -> int | None:
        """The customer the page in front is about, if it is about one."""
        if self._here is None:
            return None
        if self._here.key == "customer" and isinstance(self._here.target, int):
            return self._here.target
        return self.page(self._here.key).customer_here()

    def built(self) -> list[Page]:
        """The pages built so far."""
        return list(self._pages.values())

    def go(self, key: str, target: object = None) -> None:
        """Show a page, and in it a thing; the place left is kept for `back`. A sheet opens over the page in front."""
        if key != "sign_in" and not self.may("look"):
            return  # nobody is at the counter: what a job or a timer wants to show has to wait
        needs = self.sheet_needs.get(key, "")
        if needs and not self.may(needs):
            self.refused.emit(needs)
            return
        if key in self._openers:
            self._openers[key](target)
            return
        needs = self._specs[key].needs if key in self._specs else ""
        if needs and not self.may(needs):
            self.refused.emit(needs)
            return
        if self._here is not None and self._here != Place(key, target):
            self._back = [*self._back[-HISTORY_DEPTH + 1 :], self._here]
        self._show(Place(key, target))

    def face(self, on: bool) -> None:
        """A customer looks at the screen (or no longer): what is about others, and what is private, is not shown."""
        if on != self.facing:
            self.facing = on
            self.facing_changed.emit()

    def back(self) -> bool:
        """Return to the place before; False at the beginning."""
        while self._back:
            place = self._back.pop()
            needs = self._specs[place.key].needs
            if not needs or self.may(needs):
                self._show(place)
                return True
        return False

    def _show(self, place: Place) -> None:
        page = self.page(place.key)
        if place.target is not None:
            page.open(place.target)
            page.stale = True
        self._here = place
        self.went.emit(place, page)

    def open_sheet(self, widget: QWidget, title: str, side: str = "right") -> None:
        """Lay a panel beside the page ("right") or under it ("bottom"). Not modal; Esc closes it and focus returns."""
        self._sheet = widget
        self.sheet_opened.emit(widget, title, side)

    def close_sheet(self) -> None:
        """Close the open sheet, if any."""
        if self._sheet is not None:
            self._sheet = None
            self.sheet_closed.emit()

    @property
    def sheet(self) -> QWidget | None:
        """The widget in the open sheet."""
        return self._sheet
