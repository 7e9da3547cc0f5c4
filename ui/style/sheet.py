"""The one style sheet, made from the tokens: what a palette cannot say. Kept short, a style sheet costs
start-up time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.style.theme import Tokens


def style_sheet(look: Tokens, px: Callable[[float], int]) -> str:
    """The rules for one theme at one scale. Widgets are told apart by their `kind` property."""
    return "\n".join(
        (_ground(look, px), _buttons(look, px), _inputs(look, px), _frames(look, px), _bars(look, px))
    )


def _ground(look: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QToolTip {{ color: {look.surface}; background: {look.text}; border: 0; padding: {px(4)}px {px(8)}px; }}
QMenu {{ color: {look.text}; background: {look.surface}; border: 1px solid {look.border}; padding: {px(4)}px; }}
QMenu::item {{ padding: {px(7)}px {px(28)}px {px(7)}px {px(12)}px; border-radius: {px(6)}px; }}
QMenu::item:selected {{ color: {look.text}; background: {look.selected}; }}
QMenu::separator {{ height: 1px; background: {look.border}; margin: {px(4)}px; }}
"""


def _buttons(look: Tokens, px: Callable[[float], int]) -> str:
    height, radius, pad = px(36), px(8), px(14)
    return f"""
QPushButton[kind] {{ font-size: {px(15)}px; font-weight: bold; border-radius: {radius}px; padding: 0 {pad}px;
  min-height: {height}px; border: 1px solid {look.border}; color: {look.text}; background: {look.surface}; }}
QPushButton[kind]:hover {{ background: {look.hover}; }}
QPushButton[kind]:pressed {{ background: {look.sunk}; }}
QPushButton[kind]:focus {{ border: 2px solid {look.brand}; padding: 0 {pad - 1}px; min-height: {height - 2}px; }}
QPushButton[kind]:disabled {{ color: {look.text3}; background: {look.sunk}; border-color: {look.border}; }}
QPushButton[kind="primary"] {{ color: {look.on_brand}; background: {look.brand}; border-color: {look.brand}; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ background: {look.brand_hover}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {look.text}; }}
QPushButton[kind="primary"]:disabled {{ color: {look.text3}; background: {look.sunk}; border-color: {look.border}; }}
QPushButton[kind="danger"] {{ color: {look.red}; background: {look.red_tint}; border-color: {look.red_tint}; }}
QPushButton[kind="quiet"] {{ border-color: transparent; background: transparent; color: {look.text2}; }}
QPushButton[kind="quiet"]:hover {{ background: {look.sunk}; color: {look.text}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {look.brand}; }}
QPushButton[kind="link"] {{ min-height: {px(28)}px; padding: 0 {px(6)}px; border-color: transparent;
  background: transparent; text-align: left; }}
QPushButton[kind="link"]:hover {{ background: {look.sunk}; }}
QPushButton[kind="link"]:focus {{ min-height: {px(28) - 2}px; padding: 0 {px(6) - 1}px; }}
QPushButton[kind="chip"] {{ font-size: {px(14)}px; min-height: {px(32)}px; padding: 0 {px(12)}px; }}
QPushButton[kind="chip"]:focus {{ min-height: {px(32) - 2}px; padding: 0 {px(12) - 1}px; }}
QPushButton[kind="chip"]:checked {{ color: {look.brand}; background: {look.brand_tint}; border: 2px solid {look.brand};
  min-height: {px(32) - 2}px; padding: 0 {px(12) - 1}px; }}
QPushButton[kind="chip"]:checked:focus {{ border: 2px solid {look.text}; }}
QPushButton[kind="icon"] {{ border-color: transparent; background: transparent; padding: 0;
  min-width: {height}px; max-width: {height}px; }}
QPushButton[kind="icon"]:hover {{ background: {look.sunk}; }}
QPushButton[kind="icon"]:focus {{ padding: 0; min-width: {height - 2}px; max-width: {height - 2}px; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}px; color: {look.text}; min-height: {px(28)}px; }}
QCheckBox::indicator {{ width: {px(18)}px; height: {px(18)}px; border: 1px solid {look.text3};
  border-radius: {px(4)}px; background: {look.surface}; }}
QCheckBox:focus {{ color: {look.brand}; }}
QCheckBox::indicator:focus, QCheckBox::indicator:hover {{ border: 2px solid {look.brand};
  width: {px(18) - 2}px; height: {px(18) - 2}px; }}
"""


def _inputs(look: Tokens, px: Callable[[float], int]) -> str:
    height, radius, pad = px(38), px(8), px(13)
    boxes = "QLineEdit, QPlainTextEdit, QComboBox"
    ring = "QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus"
    wrong = ", ".join(f'{box}[wrong="true"]' for box in ("QLineEdit", "QPlainTextEdit", "QComboBox"))
    return f"""
{boxes} {{ color: {look.text}; background: {look.bg}; border: 1px solid {look.border}; border-radius: {radius}px;
  padding: 0 {pad}px; min-height: {height}px; font-size: {px(15)}px;
  selection-color: {look.on_brand}; selection-background-color: {look.brand}; }}
QPlainTextEdit {{ padding: {px(7)}px {px(9)}px; }}
{ring} {{ border: 2px solid {look.brand}; padding: 0 {pad - 1}px; min-height: {height - 2}px;
  background: {look.surface}; }}
QPlainTextEdit:focus {{ padding: {px(7) - 1}px {px(9) - 1}px; }}
{wrong} {{ border: 2px solid {look.red}; padding: 0 {pad - 1}px; min-height: {height - 2}px;
  background: {look.surface}; }}
QPlainTextEdit[wrong="true"] {{ padding: {px(7) - 1}px {px(9) - 1}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {look.text3}; background: {look.sunk}; }}
QComboBox::drop-down {{ border: 0; width: {px(28)}px; }}
QComboBox QAbstractItemView {{ color: {look.text}; background: {look.surface}; border: 1px solid {look.border};
  selection-color: {look.text}; selection-background-color: {look.selected}; outline: 0; }}
"""


def _frames(look: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QFrame[kind="card"] {{ background: {look.surface}; border: 1px solid {look.border}; border-radius: {px(10)}px; }}
QFrame[kind="popup"] {{ background: {look.surface}; border: 1px solid {look.border}; border-radius: {px(10)}px; }}
QFrame[kind="bar"] {{ background: {look.surface}; border: 0; }}
QFrame[kind="sheet"] {{ background: {look.surface}; border: 0; }}
QListView, QTableView, QAbstractScrollArea[kind="list"] {{ color: {look.text}; background: {look.surface}; border: 0;
  outline: 0; selection-color: {look.text}; selection-background-color: {look.selected};
  alternate-background-color: {look.surface}; }}
QHeaderView {{ background: {look.surface}; border: 0; }}
QHeaderView::section {{ color: {look.text2}; background: {look.surface}; border: 0;
  border-bottom: 1px solid {look.border}; padding: 0 {px(12)}px; font-size: {px(13)}px; font-weight: bold; }}
QScrollArea {{ border: 0; background: transparent; }}
QCalendarWidget QWidget {{ alternate-background-color: {look.sunk}; }}
"""


def _bars(look: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QScrollBar {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: {px(10)}px; margin: {px(2)}px; }}
QScrollBar:horizontal {{ height: {px(10)}px; margin: {px(2)}px; }}
QScrollBar::handle {{ background: {look.scroll}; border-radius: {px(3)}px; }}
QScrollBar::handle:vertical {{ min-height: {px(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(32)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {look.sunk}; border: 0; border-radius: {px(3)}px; max-height: {px(6)}px;
  min-height: {px(6)}px; }}
QProgressBar::chunk {{ background: {look.brand}; border-radius: {px(3)}px; }}
QSplitter::handle {{ background: transparent; }}
"""
