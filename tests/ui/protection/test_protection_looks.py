"""Every step of the walks and the window that unlocks: nothing cut, all named, in both languages, small and large."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shopbook.errors import KeyFileMissing, Message
from tests.ui.house.test_every_screen import WAYS, _faults
from ui import translation
from ui.protection.unlock import Unlock
from ui.style import theme

PHRASE = "আমার দোকান আমার খাতা"


@pytest.fixture
def speak(qapp: Any) -> Iterator[Callable[[str], None]]:
    """Switch the whole program's language; Bengali again afterwards."""
    translator = translation.install(qapp)
    yield lambda code: translation.switch(qapp, code, translator)
    translation.switch(qapp, "bn", translator)
    qapp.removeTranslator(translator)


def settle(qapp: Any) -> None:
    for _turn in range(8):
        qapp.processEvents()


@pytest.mark.parametrize(("language", "width", "height", "scale", "look"), WAYS)
def test_no_step_of_protecting_cuts_a_word(
    window: Any,
    qapp: Any,
    speak: Callable[[str], None],
    language: str,
    width: int,
    height: int,
    scale: float,
    look: str,
) -> None:
    theme.apply(qapp, look, scale)
    speak(language)
    window.resize(width, height)
    faults = []
    navigation = window.ctx.navigation
    for kind in ("book", "backups"):
        navigation.go("protect", kind)
        page = navigation.page("protect")
        while True:
            settle(qapp)
            step = page.walk.steps[page.at]
            faults += [f"{kind} {page.at}: {fault}" for fault in _faults(page)]
            if hasattr(step, "first"):
                step.problem()  # its sentence is looked at too
                settle(qapp)
                faults += [f"{kind} {page.at} wrong: {fault}" for fault in _faults(page)]
                step.first.line.setText(PHRASE)
                step.second.line.setText(PHRASE)
            if step is page.walk.paper:
                page.go_on()  # told that nothing is printed yet
                settle(qapp)
                faults += [f"{kind} {page.at} told: {fault}" for fault in _faults(page)]
            if page.at + 1 == len(page.walk.steps):
                break
            page.go_on()
        page.go_on()
        settle(qapp)
        faults += [f"{kind} not typed: {fault}" for fault in _faults(page)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("language", "width", "height", "scale", "look"), WAYS)
def test_the_window_that_unlocks_cuts_no_word(
    qtbot: Any,
    qapp: Any,
    speak: Callable[[str], None],
    language: str,
    width: int,
    height: int,
    scale: float,
    look: str,
) -> None:
    theme.apply(qapp, look, scale)
    speak(language)
    unlock = Unlock(Path("মায়ের দোয়া ইলেকট্রনিক্স ও হার্ডওয়্যার.shopbook"))
    qtbot.addWidget(unlock)
    unlock.resize(width, height)
    unlock.show()
    settle(qapp)
    faults = _faults(unlock)
    unlock.try_it()
    settle(qapp)
    faults += _faults(unlock)
    unlock._on_turn()
    settle(qapp)
    faults += _faults(unlock)
    missing = KeyFileMissing(
        Message("This book is protected, and its key file is missing: {file}", file="দোকান.shopbook.key"),
        Message(
            "Put that file back beside the book. Every backup of the book carries the key too: restore the newest one."
        ),
    )
    unlock._show_missing(missing)
    settle(qapp)
    faults += _faults(unlock)
    assert unlock.width() == width
    assert not faults, "\n".join(faults)
