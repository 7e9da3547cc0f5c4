"""One table of everything that can be done by a key: menus, the footer, tooltips and the help page come from it.
What the deeds are is given by ui/pages.py and the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from shopbook import permissions
from shopbook.localisation.language import explain
from ui.style import icons


@dataclass(frozen=True, slots=True)
class Action:
    """A deed: `text` its words, `shortcut` its key ("F2", "Ctrl+N"; several apart by a space), `run` what it does.

    `group` is the heading on the help page; with `footer` (a short word) the key is shown at the foot of the window.
    `needs` is the right of shopbook.permissions without which it is neither shown nor done.
    """

    key: str
    text: Callable[[], str]
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    group: Callable[[], str] | None = None
    footer: Callable[[], str] | None = None
    needs: str = ""

    def shortcuts(self) -> list[str]:
        """The shortcuts one by one."""
        return self.shortcut.split()


class Actions(QObject):
    """The deeds of a window. Those of the page in front come first: a key of theirs is taken from the common ones.

    `may(right)` tells what whoever is at the counter is let do; `refused(right)` when it is not theirs.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, window: QWidget, may: Callable[[str], bool] = lambda right: True) -> None:
        super().__init__(window)
        self._window = window
        self._may = may
        self._resting = False
        # A shortcut is a sign of life as well, and Qt tells it to nobody else; True: it came too late, all is hidden.
        self.seen: Callable[[], bool] = lambda: False
        self._common: dict[str, Action] = {}
        self._here: dict[str, Action] = {}
        self._qactions: dict[str, _Deed] = {}
        self._here_qactions: dict[str, _Deed] = {}
        self._given_away: frozenset[str] = frozenset()
        self._first: dict[str, Action] = {}
        self._first_qactions: dict[str, _Deed] = {}

    def add(self, actions: Iterable[Action]) -> None:
        """Add deeds that work on every page."""
        for action in actions:
            if action.key in self._common:
                raise ValueError(f"two actions are called {action.key}")
            self._common[action.key] = action
            self._qactions[action.key] = self._make(action)
        self._enable()
        self.changed.emit()

    def set_here(self, actions: Iterable[Action]) -> None:
        """Take the deeds of the page that came to front; those of the page before stop working."""
        before = self._here_qactions
        self._here = {action.key: action for action in actions}
        self._here_qactions = {}
        for key, action in self._here.items():
            made = before.get(key)
            if made is not None and made.becomes(action):
                self._here_qactions[key] = before.pop(key)
            else:
                self._here_qactions[key] = self._make(action)
        for old in before.values():
            self._window.removeAction(old)
            old.deleteLater()
        self._share_keys()
        self.changed.emit()

    def give_way(self, keys: Iterable[str]) -> None:
        """Leave these keys to the sheet that is open; none: take all of them again."""
        before, self._given_away = self._given_away, frozenset(keys)
        if before != self._given_away:
            self._share_keys()

    def put_first(self, actions: Iterable[Action]) -> None:
        """Deeds that come before all others for a moment: printing the slip of what was just saved. None: no longer."""
        self._first = {action.key: action for action in actions}
        for old in self._first_qactions.values():
            self._window.removeAction(old)
            old.deleteLater()
        self._first_qactions = {key: self._make(action) for key, action in self._first.items()}
        self._share_keys()

    def _share_keys(self) -> None:
        """One key, one deed: what was just saved before the open sheet's, that before the page's, that before the
        common one."""
        lent = self._given_away.union(key for action in self._first.values() for key in action.shortcuts())
        for deeds, made in ((self._common, self._qactions), (self._here, self._here_qactions)):
            for key, qaction in made.items():
                left = [one for one in deeds[key].shortcuts() if one not in lent]
                if len(left) != len(qaction.shortcuts()):
                    qaction.setShortcuts([_sequence(one) for one in left])
        self._enable()

    def _enable(self) -> None:
        taken = {key for action in self._here.values() for key in action.shortcuts()}
        for key, qaction in self._qactions.items():
            qaction.setEnabled(not self._resting and not taken.intersection(self._common[key].shortcuts()))
        for qaction in (*self._here_qactions.values(), *self._first_qactions.values()):
            qaction.setEnabled(not self._resting)

    def rest(self, on: bool) -> None:
        """No key does anything while everything is hidden; with False all of them do again."""
        self._resting = on
        self._enable()

    def allows(self, action: Action) -> bool:
        """True when whoever is at the counter may do it."""
        return not action.needs or self._may(action.needs)

    def look_again(self) -> None:
        """Somebody else is at the counter, with other rights."""
        self.changed.emit()

    def has(self, key: str) -> bool:
        """True when there is such a deed now."""
        return key in self._here or key in self._common

    def get(self, key: str) -> Action:
        """The deed of that key. KeyError when there is none."""
        return self._here[key] if key in self._here else self._common[key]

    def all(self) -> list[Action]:
        """Every deed possible now, the page's first."""
        return [one for one in (*self._here.values(), *self._common.values()) if self.allows(one)]

    def qaction(self, key: str) -> QAction:
        """The QAction of a deed, for menus."""
        return self._here_qactions[key] if key in self._here_qactions else self._qactions[key]

    def trigger(self, key: str) -> None:
        """Do a deed; one that is not among a person's tasks is refused with a sentence."""
        self.do(self.get(key))

    def do(self, action: Action) -> None:
        """Run it, if whoever is at the counter may and the screen is not hidden."""
        if self._resting or self.seen():
            return
        if self.allows(action):
            action.run()
        else:
            self.refused.emit(action.needs)

    def tooltip(self, key: str) -> str:
        """The words and the key of a deed, for a tooltip."""
        action = self.get(key)
        keys = action.shortcuts()
        words = f"{action.text()}  ({keys[0]})" if keys else action.text()
        return words if self.allows(action) else f"{words}\n{reason(action.needs)}"

    def retranslate(self) -> None:
        """Say every text again."""
        for key, qaction in {**self._qactions, **self._here_qactions}.items():
            qaction.setText(self.get(key).text())
        self.changed.emit()

    def _make(self, action: Action) -> _Deed:
        made = _Deed(action, self)
        self._window.addAction(made)
        return made


class _Deed(QAction):
    """An action as Qt knows it."""

    def __init__(self, action: Action, table: Actions) -> None:
        super().__init__(action.text(), table._window)
        self._action, self._table = action, table
        if action.icon:
            self.setIcon(icons.icon(action.icon))
        self.setShortcuts([_sequence(key) for key in action.shortcuts()])
        self.setAutoRepeat(False)
        # Through a method without arguments: triggered(bool) must not reach `run`.
        self.triggered.connect(self._call)

    def becomes(self, action: Action) -> bool:
        """Do what this action does from now on, if its key and icon are the same: a page that is opened again for
        another customer has the same deeds, and making them took a sixth of it.
        """
        if (action.shortcut, action.icon) != (self._action.shortcut, self._action.icon):
            return False
        self._action = action
        if (words := action.text()) != self.text():
            self.setText(words)
        return True

    def _call(self) -> None:
        self._table.do(self._action)


def reason(right: str) -> str:
    """Why somebody may not, and whom to ask, in a sentence or two."""
    return explain(permissions.refuse("", right))


@cache
def _sequence(key: str) -> QKeySequence:
    """Reading a key's name asks the catalogs for the name of every modifier."""
    return QKeySequence(key)
