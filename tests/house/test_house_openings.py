"""The short tasks are reached by a key alone: each key leads to something that can be opened, and a fact that no talk
settles has the sheet that does."""

from __future__ import annotations

import inspect
from importlib import import_module

import pytest

from shopbook.followups.rules import BY_NAME
from ui.openings import OPENERS

SETTLE = "settle_"


@pytest.mark.parametrize("key", OPENERS)
def test_every_short_task_opens_with_the_context_and_a_target(key: str) -> None:
    module, function = OPENERS[key]
    opener = getattr(import_module(module), function)
    assert callable(opener)
    inspect.signature(opener).bind("ctx", "target")


@pytest.mark.parametrize("key", [key for key in OPENERS if key.startswith(SETTLE)])
def test_every_sheet_that_settles_names_a_reason_of_the_list(key: str) -> None:
    assert key.removeprefix(SETTLE) in BY_NAME


@pytest.mark.parametrize("name", [rule.name for rule in BY_NAME.values() if rule.stands_after_talk])
def test_what_stands_after_a_talk_has_a_sheet_that_settles_it(name: str) -> None:
    # Who is above the credit limit gets below it by paying.
    assert f"{SETTLE}{name}" in OPENERS or name == "credit_limit"
