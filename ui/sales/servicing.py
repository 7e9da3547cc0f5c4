"""How often what is sold is serviced for nothing: the usual rhythms in a drop-down, any other in two figures."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shopbook.errors import Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _, ngettext
from shopbook.products.model import LONGEST_WAIT, MOST_SERVICINGS
from ui.forms.controls import DropDown
from ui.forms.field import Field, Wrong
from ui.style import theme
from ui.translation import Text
from ui.widgets.text import Label

# Every so many days, so many times; a month of servicing is thirty days, as the workshop plans it.
USUAL: tuple[tuple[int, int], ...] = ((90, 4), (120, 3), (180, 2), (180, 4))
NONE: tuple[int | None, int | None] = (None, 0)


class ServicingField(Field):
    """The value is (every so many days, so many times), (None, 0) for none. The last entry opens two figures."""

    def __init__(self, key: str, label: Text) -> None:
        super().__init__(key, label)
        self.box = DropDown()
        self.box.setMaximumWidth(theme.px(320))
        self.every, self.count = QLineEdit(), QLineEdit()
        self._figures = QWidget()
        row = QHBoxLayout(self._figures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for line, words in ((self.every, lambda: _("days apart")), (self.count, lambda: _("times"))):
            line.setMaxLength(4)
            line.setMinimumWidth(theme.px(56))
            line.textEdited.connect(self._on_typed)
            line.returnPressed.connect(self.entered)
            row.addWidget(line, 1)
            row.addWidget(Label(words, "second", "text2"))
        around = QWidget()
        beside = QHBoxLayout(around)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.px(10))
        beside.addWidget(self.box, 1)
        beside.addWidget(self._figures, 1)
        beside.addStretch(1)
        self.set_control(self.box, around)
        self.retranslate()
        self.box.activated.connect(self._on_chosen)
        self.set_value(NONE)

    def name_control(self) -> None:
        super().name_control()
        self.every.setAccessibleName(_("Free servicing every so many days"))
        self.count.setAccessibleName(_("How many free servicings"))

    def value(self) -> tuple[int | None, int | None]:
        at = self.box.currentIndex()
        if at == 0:
            return NONE
        if at <= len(USUAL):
            return USUAL[at - 1]
        figures = []
        for line, most in ((self.every, LONGEST_WAIT), (self.count, MOST_SERVICINGS)):
            text = numbers.to_ascii(line.text()).strip()
            if not text.isdigit() or not 1 <= int(text) <= most:
                raise Wrong(Message("Write a number from {least} to {most}.", least=1, most=most))
            figures.append(int(text))
        return figures[0], figures[1]

    def set_value(self, value: Any) -> None:
        every, count = value or NONE
        if not every or not count:
            self.box.setCurrentIndex(0)
        elif (every, count) in USUAL:
            self.box.setCurrentIndex(1 + USUAL.index((every, count)))
        else:
            self.box.setCurrentIndex(1 + len(USUAL))
            self.every.setText(numbers.to_script(str(every)))
            self.count.setText(numbers.to_script(str(count)))
        self._show_figures()

    def typed(self) -> list[Any]:
        return [self.box.currentIndex(), self.every.text(), self.count.text()]

    def restore(self, typed: Any) -> None:
        if isinstance(typed, list) and len(typed) == 3:
            self.box.setCurrentIndex(int(typed[0]))
            self.every.setText(str(typed[1]))
            self.count.setText(str(typed[2]))
            self._show_figures()

    def retranslate(self) -> None:
        """Say the rhythms again."""
        names = [_("None"), *(servicing_text(every, count) for every, count in USUAL), _("Other…")]
        if self.box.count() != len(names):
            self.box.addItems(names)
        for at, name in enumerate(names):
            self.box.setItemText(at, name)
        super().retranslate()

    def _show_figures(self) -> None:
        self._figures.setVisible(self.box.currentIndex() > len(USUAL))
        self._show_note()

    def _on_chosen(self) -> None:
        self._show_figures()
        if self.box.currentIndex() > len(USUAL):
            self.every.setFocus()
        self._on_edited()

    def _on_typed(self) -> None:
        self._on_edited()


def servicing_text(every_days: int | None, count: int | None) -> str:
    """A rhythm in words: ৩ বার, ১২০ দিন পরপর; "" for none."""
    if not every_days or not count:
        return ""
    times = ngettext("{n} time", "{n} times", count).format(n=numbers.number(count))
    return _("{times}, every {days} days").format(times=times, days=numbers.number(every_days))
