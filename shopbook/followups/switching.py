"""Switching and tuning the rules, and what a change would do to today's list. What a rule does is in `rules`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from shopbook.errors import Invalid, Message, NotFound, Refused
from shopbook.followups.model import Day, Item, Lane, People
from shopbook.followups.reminders import OwnReminders
from shopbook.followups.rules import BY_NAME, RULES
from shopbook.followups.rules.rule import Rule
from shopbook.followups.standing import standing_items
from shopbook.followups.today import items_of
from shopbook.followups.tuning import GROUPS, Preview, RuleState, Tuned, Tuning
from shopbook.permissions import needs, shows


class TunedRules(OwnReminders):
    """The rules as this shop set them: reads, writes, and a look at what a change would do."""

    def rules(self) -> list[RuleState]:
        """Every rule as it stands, the groups in the order of the settings, the weightiest of each first."""
        day = self.day()
        order = list(GROUPS)
        found = sorted(RULES, key=lambda rule: (order.index(rule.group), -rule.weight))
        return [_state(rule, day) for rule in found]

    @needs("arrange")
    def tune(
        self,
        name: str,
        on: bool | None = None,
        values: Mapping[str, int] | None = None,
        by: object | None = None,
    ) -> None:
        """Switch a rule or change its numbers; what is None or not named stays as it is.

        Raises NotFound for an unknown rule, Refused for a promise that cannot be switched off, Invalid for numbers out
        of their bounds, by name.
        """
        rule = self._rule(name)
        tuning = self._checked(rule, self.day().tuning, on, values)
        # What stands as it came is not kept, so that a later version may come with a better figure.
        kept: dict[str, object] = {
            "values": {
                tunable.name: tuning.value(tunable)
                for tunable in rule.numbers
                if tuning.value(tunable) != tunable.default
            }
        }
        if name in tuning.switched and tuning.switched[name] != rule.standard_on:
            kept["on"] = tuning.switched[name]
        with self._store.operation(by) as op:
            self._settings.keep(f"rule.{name}", kept)
            op.touch("followup")

    @shows("look")
    def preview(self, name: str, on: bool | None = None, values: Mapping[str, int] | None = None) -> Preview:
        """How many households a change would add to today's list (now and later) and take off it, computed for real.

        Raises as `tune` does. Writes nothing.
        """
        rule, before = self._rule(name), self.day()
        after = replace(before, tuning=self._checked(rule, before.tuning, on, values))
        facts, _cut = self._queries.gather(before)
        changed, cut = self._queries.gather(after, rules=(rule,))
        items = self._items(facts, before)
        # What the other rules say stays: none reads a number of this one.
        wanted = [*(item for item in items if item.rule != name), *items_of(changed, after)]
        people = self._queries.people([*items, *wanted], before)
        old, new = _called(items, people, before), _called(wanted, people, after)
        return Preview(len(new - old), len(old - new), at_least=bool(cut) and bool(new - old))

    @staticmethod
    def _rule(name: str) -> Rule:
        if name not in BY_NAME:
            raise NotFound(Message("There is no such reason to call."))
        return BY_NAME[name]

    @staticmethod
    def _checked(rule: Rule, tuning: Tuning, on: bool | None, values: Mapping[str, int] | None) -> Tuning:
        if on is False and rule.always_on:
            raise Refused(Message("A promise cannot be switched off. You may only change when it comes up."))
        problems: dict[str, Message] = {}
        known = {tunable.name: tunable for tunable in rule.numbers}
        for name, value in (values or {}).items():
            tunable = known.get(name)
            if tunable is None:
                problems[name] = Message("There is no such number here.")
            elif not tunable.least <= value <= tunable.most:
                problems[name] = Message(
                    "Choose between {least} and {most}.", least=tunable.least, most=tunable.most
                )
        if problems:
            raise Invalid(problems)
        return tuning.with_rule(rule.name, on, values)


def _called(items: Iterable[Item], people: People, day: Day) -> set[str]:
    """The households to call today, now or later: one item whose turn it is makes the card stand there."""
    standing = standing_items(items, people, day)
    return {people.household_of(item) for item in standing if item.lane is Lane.NOW}


def _state(rule: Rule, day: Day) -> RuleState:
    wakes_on = rule.wakes_on(day)
    asleep: dt.date | None = wakes_on if wakes_on is not None and wakes_on > day.today else None
    return RuleState(
        name=rule.name,
        label=rule.label,
        about=rule.about,
        on=rule.is_switched_on(day),
        asleep_until=asleep,
        values=tuple(
            Tuned(
                number.name,
                number.label,
                day.tuning.value(number),
                number.default,
                number.least,
                number.most,
                number.unit,
            )
            for number in rule.numbers
        ),
        group=rule.group,
        always_on=rule.always_on,
    )
