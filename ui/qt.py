"""Short names for the Qt enums used everywhere. No behaviour lives here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy

Key = Qt.Key
Modifier = Qt.KeyboardModifier
Role = Qt.ItemDataRole

AlignLeft = Qt.AlignmentFlag.AlignLeft
AlignRight = Qt.AlignmentFlag.AlignRight
AlignCenter = Qt.AlignmentFlag.AlignCenter
AlignTop = Qt.AlignmentFlag.AlignTop
AlignHCenter = Qt.AlignmentFlag.AlignHCenter
AlignVCenter = Qt.AlignmentFlag.AlignVCenter

ElideRight = Qt.TextElideMode.ElideRight
StrongFocus = Qt.FocusPolicy.StrongFocus
TabFocus = Qt.FocusPolicy.TabFocus
NoFocus = Qt.FocusPolicy.NoFocus
ScrollOff = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
ScrollAuto = Qt.ScrollBarPolicy.ScrollBarAsNeeded
PlainText = Qt.TextFormat.PlainText
PointingHand = Qt.CursorShape.PointingHandCursor

Fixed = QSizePolicy.Policy.Fixed
Preferred = QSizePolicy.Policy.Preferred
Expanding = QSizePolicy.Policy.Expanding
Maximum = QSizePolicy.Policy.Maximum
Minimum = QSizePolicy.Policy.Minimum

NoFrame = QFrame.Shape.NoFrame
