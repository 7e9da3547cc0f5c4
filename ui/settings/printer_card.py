"""One printer of this computer in the settings: which, how it is reached, and correcting it by a measured test page.

What a paper looks like and what is printed by itself is beside this file; the reckoning is ui/printers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from shopbook.errors import Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui import printing
from ui.context import Context
from ui.forms.choices import ChipsField, Choice, ChoiceField
from ui.forms.field import Field, Wrong
from ui.forms.line import LineField
from ui.forms.texts import TickField
from ui.printers import USUAL, Printers, Setup, calibrated
from ui.style import theme
from ui.translation import Text
from ui.widgets.buttons import plain, quiet
from ui.widgets.cards import Card
from ui.widgets.text import Label


class MillimetresField(LineField):
    """A length with its tenths, in either digits; None when nothing is typed."""

    def __init__(self, key: str, label: Text, *, least: float, most: float, hint: Text = "") -> None:
        super().__init__(key, label, hint=hint, longest=8)
        self._least, self._most = least, most
        self.set_control(self.line)

    def value(self) -> float | None:
        text = numbers.to_ascii(self.line.text()).replace("−", "-").replace("mm", "").strip()
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            raise Wrong(Message("Write the length in millimetres, like 20 or 19.5.")) from None
        if not self._least <= number <= self._most:
            raise Wrong(Message("Measure again: this cannot be true."))
        return number

    def set_value(self, value: Any) -> None:
        self.line.setText("" if value is None else numbers.to_script(f"{value:g}"))
        self._show_note()


class PrinterCard(Card):
    """The printer for "sheets" or for "rolls"; every press is the change, the correction waits for its button."""

    def __init__(self, ctx: Context, papers: str, printers: Printers | None = None) -> None:
        super().__init__(margin=18, gap=10)
        self._ctx, self._papers = ctx, papers
        self.printers = printers or Printers()
        rolls = papers == "rolls"
        title: Text = (
            (lambda: _("Printer for slips on a roll")) if rolls else (lambda: _("Printer for sheets"))
        )
        self.body.addWidget(Label(title, "h2"))
        self.printer = ChoiceField(
            f"{papers}_printer",
            lambda: _("Printer"),
            [Choice(USUAL, lambda: _("The computer's usual printer"))],
        )
        self.body.addWidget(self.printer)
        self.roll = ChipsField(
            "roll_width",
            lambda: _("Width of the roll"),
            [Choice("80", _Roll("80")), Choice("58", _Roll("58"))],
        )
        self.way = ChipsField(
            "roll_way",
            lambda: _("How it is reached"),
            [
                Choice("driver", lambda: _("Through its driver")),
                Choice("raw", lambda: _("Directly (ESC/POS)")),
            ],
            hint=lambda: _("Directly is faster and cuts the paper, if the printer understands it."),
        )
        self.cut = ChipsField(
            "roll_cut",
            lambda: _("Cut the paper"),
            [
                Choice("full", lambda: _("Whole")),
                Choice("partial", lambda: _("Leave a corner")),
                Choice("none", lambda: _("Not at all")),
            ],
        )
        self.drawer = TickField("roll_drawer", lambda: _("Open the cash drawer with each slip"))
        self._only_raw: tuple[Field, ...] = (self.cut, self.drawer)
        if rolls:
            for field in (self.roll, self.way, *self._only_raw):
                self.body.addWidget(field)
        else:
            for field in (self.roll, self.way, *self._only_raw):
                field.setParent(self)
                field.hide()
        self._build_correction()
        self._connect()
        self.show_now()

    def _build_correction(self) -> None:
        self.now = Label("", "body", "text2", wrap=True)
        self.test = plain(lambda: _("Print the test page"), "printer")
        self.plain_again = quiet(lambda: _("No correction"))
        self.left = MillimetresField("left", lambda: _("Arrow A (mm)"), least=0, most=60)
        self.top = MillimetresField("top", lambda: _("Arrow B (mm)"), least=0, most=60)
        self.ruler = MillimetresField("ruler", lambda: _("The ruler (mm)"), least=5, most=130)
        self.correct = plain(lambda: _("Correct it"), "check")
        first = QHBoxLayout()
        first.setSpacing(theme.px(10))
        first.addWidget(self.test)
        first.addWidget(self.plain_again)
        first.addStretch(1)
        measured = QHBoxLayout()
        measured.setSpacing(theme.px(10))
        for field in (self.left, self.top, self.ruler):
            measured.addWidget(field, 1)
        end = QHBoxLayout()
        end.addWidget(self.correct)
        end.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addWidget(self.now)
        column.addLayout(first)
        column.addWidget(Label(self._how, "second", "text2", wrap=True))
        column.addLayout(measured)
        column.addLayout(end)
        self.body.addLayout(column)
        if self._papers == "rolls":
            self.top.hide()

    def _connect(self) -> None:
        self.printer.changed.connect(self._on_printer)
        for field in (self.roll, self.way, *self._only_raw):
            field.changed.connect(self._on_setup)
        self.test.clicked.connect(self._on_test)
        self.plain_again.clicked.connect(self._on_plain)
        self.correct.clicked.connect(self.correct_now)
        for measure in (self.left, self.top, self.ruler):
            measure.entered.connect(self.correct_now)

    # what is shown

    def show_now(self) -> None:
        """What this computer has."""
        self._list_printers()
        setup = self.setup()
        self.roll.set_value(setup.width)
        self.way.set_value(setup.way)
        self.cut.set_value(setup.cut)
        self.drawer.set_value(setup.drawer)
        rolls = self._papers == "rolls"
        for field in self._only_raw:
            field.setVisible(rolls and setup.way == "raw")
        self.way.setVisible(rolls and not self._name().startswith("/"))
        self.now.say(self._now_words)
        self.plain_again.setVisible(setup.shift_mm != (0.0, 0.0) or setup.scale_percent != 100)

    def setup(self) -> Setup:
        """How the chosen printer is set up."""
        return self.printers.setup(self._name())

    def _name(self) -> str:
        return self.printers.chosen(self._papers)

    def _list_printers(self) -> None:
        from PySide6.QtPrintSupport import QPrinterInfo

        from shopbook.documents.sending import devices

        names = set(QPrinterInfo.availablePrinterNames())
        if self._papers == "rolls":
            names.update(devices())
        if self._name():
            names.add(self._name())
        usual = Choice(USUAL, lambda: _("The computer's usual printer"))
        self.printer.set_choices([usual, *(Choice(name, name) for name in sorted(names))])
        self.printer.set_value(self._name())

    def _now_words(self) -> str:
        setup = self.setup()
        parts = [
            _("{n} mm to the right").format(n=_tenths(setup.shift_right_mm)) if setup.shift_right_mm else "",
            _("{n} mm down").format(n=_tenths(setup.shift_down_mm)) if setup.shift_down_mm else "",
            _("{n} % of its size").format(n=_tenths(setup.scale_percent))
            if setup.scale_percent != 100
            else "",
        ]
        said = " · ".join(part for part in parts if part)
        return _("Everything is moved: {what}").format(what=said) if said else _("Nothing is corrected.")

    def _how(self) -> str:
        from shopbook.documents.test_print import MARK_MM, RULER_MM

        size = self.test_size()
        mark, ruler = numbers.number(MARK_MM[size]), numbers.number(RULER_MM[size])
        if self._papers == "rolls":
            return _(
                "Measure on the test page: from the paper's left edge to the arrow's tip (it should be {mark} mm), "
                "and the ruler (it should be {ruler} mm). Type what you measured, correct, and print it again."
            ).format(mark=mark, ruler=ruler)
        return _(
            "Measure on the test page: from the left and the upper edge to where the arrows meet (it should be "
            "{mark} mm), and the ruler (it should be {ruler} mm). Type what you measured, correct, and print it again."
        ).format(mark=mark, ruler=ruler)

    def test_size(self) -> str:
        """The size of the test page: A4, or the roll's."""
        return self.setup().width if self._papers == "rolls" else "A4"

    def retranslate(self) -> None:
        """Say the lists again in the language of the moment."""
        self.show_now()

    # what happens

    def _on_printer(self) -> None:
        self.printers.choose(self._papers, str(self.printer.value() or USUAL))
        if self._name().startswith("/") and self.setup().way != "raw":
            # A device has no driver.
            self.printers.set_up(self._name(), replace(self.setup(), way="raw"))
        self.show_now()

    def _on_setup(self) -> None:
        setup = replace(
            self.setup(),
            width=self.roll.value(),
            way=self.way.value(),
            cut=self.cut.value(),
            drawer=bool(self.drawer.value()),
        )
        self.printers.set_up(self._name(), setup)
        self.show_now()

    def _on_test(self) -> None:
        printing.give_paper(self._ctx, "test", None, size=self.test_size())

    def _on_plain(self) -> None:
        before = self.setup()
        self._set(replace(before, shift_right_mm=0.0, shift_down_mm=0.0, scale_percent=100.0), before)

    def correct_now(self) -> None:
        """Reckon the correction from what was measured; what cannot be true is said under its field."""
        from shopbook.documents.test_print import MARK_MM, RULER_MM

        measured = self._measured()
        if measured is None:
            return
        left, top, ruler = measured
        before, size = self.setup(), self.test_size()
        try:
            after = calibrated(before, MARK_MM[size], RULER_MM[size], left, top, ruler)
        except ValueError:
            self.ruler.show_problem(Message("Measure again: this cannot be true."))
            self.ruler.setFocus()
            return
        self._set(after, before)
        for field in (self.left, self.top, self.ruler):
            field.set_value(None)

    def _measured(self) -> tuple[float, float | None, float] | None:
        fields = [self.left, self.ruler] if self._papers == "rolls" else [self.left, self.top, self.ruler]
        found: list[float] = []
        for field in fields:
            if not field.check():
                field.setFocus()
                return None
            value = field.value()
            if value is None:
                field.show_problem(Message("Write what you measured."))
                field.setFocus()
                return None
            found.append(value)
        return (found[0], None, found[1]) if self._papers == "rolls" else (found[0], found[1], found[2])

    def _set(self, after: Setup, before: Setup) -> None:
        name = self._name()
        self.printers.set_up(name, after)
        self.show_now()
        self._ctx.messages.done(_("The printer is corrected"), undo=lambda: self._put_back(name, before))

    def _put_back(self, name: str, before: Setup) -> None:
        self.printers.set_up(name, before)
        self.show_now()


class _Roll:
    """The width of a roll as it is said, asked again in each language."""

    def __init__(self, width: str) -> None:
        self._width = width

    def __call__(self) -> str:
        return _("{n} mm").format(n=numbers.number(int(self._width)))


def _tenths(value: float) -> str:
    return numbers.to_script(f"{value:g}".replace("-", "−"))
