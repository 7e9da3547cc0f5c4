"""Colours and sizes of the two themes, and putting them on the application. The widgets that use them live
elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.style import fonts, rescale, sheet

SCALES = (1.0, 1.15, 1.25, 1.4)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of a theme. All pairs of text on its background keep a contrast of 4.5:1 or more."""

    name: str
    bg: str
    surface: str
    sunk: str
    border: str
    text: str
    text2: str
    text3: str
    brand: str
    brand_hover: str
    brand_tint: str
    on_brand: str
    selected: str
    hover: str
    red: str
    red_tint: str
    amber: str
    amber_tint: str
    blue: str
    blue_tint: str
    green: str
    green_tint: str
    violet: str
    violet_tint: str
    rail: str
    rail_hi: str
    rail_text: str
    rail_mark: str
    scroll: str

    def ink(self, tone: str) -> str:
        """The foreground of a tone: red, amber, blue, green, violet, brand; anything else is plain text."""
        return str(getattr(self, tone)) if tone in TONES else self.text2

    def tint(self, tone: str) -> str:
        """The background that goes with `ink(tone)`."""
        return str(getattr(self, f"{tone}_tint")) if tone in TONES else self.sunk


TONES = ("red", "amber", "blue", "green", "violet", "brand")

LIGHT = Tokens(
    name="light", bg="#F4F6F3", surface="#FFFFFF", sunk="#EEF1ED", border="#DFE4DF",
    text="#14211C", text2="#4A5A53", text3="#5D6C65",
    brand="#0B6B53", brand_hover="#085542", brand_tint="#E1F1EA", on_brand="#FFFFFF",
    selected="#E9F4EF", hover="#F6F8F5",
    red="#B3261E", red_tint="#FCEBE9", amber="#8A5300", amber_tint="#FDF0D8", blue="#1D5BA3", blue_tint="#E5EEF9",
    green="#1A7343", green_tint="#E2F3E8", violet="#6B3FA0", violet_tint="#F0E9F8",
    rail="#0B3B30", rail_hi="#17513F", rail_text="#C7DAD2", rail_mark="#F2B84B", scroll="#C3CBC5",
)  # fmt: skip

DARK = Tokens(
    name="dark", bg="#101614", surface="#18201D", sunk="#212B27", border="#2D3935",
    text="#E9EFEC", text2="#B2BFB9", text3="#8B9A93",
    brand="#46C39F", brand_hover="#62D3B2", brand_tint="#17352C", on_brand="#06231A",
    selected="#1C322A", hover="#1D2623",
    red="#FF8F86", red_tint="#3B201F", amber="#F0B35B", amber_tint="#38290F", blue="#8DBDF5", blue_tint="#1A2B40",
    green="#6BCF95", green_tint="#16341F", violet="#C3A2EE", violet_tint="#2C2140",
    rail="#0A1210", rail_hi="#1B2A25", rail_text="#A9B9B2", rail_mark="#F2B84B", scroll="#3B4843",
)  # fmt: skip


@dataclass(slots=True)
class _Worn:
    """What the application wears now. One process has one QApplication, so one of these is enough."""

    tokens: Tokens = LIGHT
    scale: float = 1.0
    choice: str = "light"
    generation: int = 0


_worn = _Worn()


def tokens() -> Tokens:
    """The colours in use."""
    return _worn.tokens


def scale() -> float:
    """The text scale in use: 1.0, 1.15, 1.25 or 1.4."""
    return _worn.scale


def generation() -> int:
    """A number that grows with each change of theme or scale, for caches of painted things."""
    return _worn.generation


def px(size: float) -> int:
    """A size of the design in device-independent pixels at the scale in use."""
    return round(size * _worn.scale)


def color(name: str) -> QColor:
    """A token as a QColor."""
    return QColor(getattr(_worn.tokens, name))


def apply(app: QApplication, choice: str = "light", scale: float = 1.0) -> None:
    """Dress the application: choice is "light", "dark" or "system"; scale multiplies every size.

    Every widget hears of it through `changeEvent(StyleChange)`.
    """
    before = _worn.scale
    held = rescale.widths(app.allWidgets()) if before != scale else []
    _worn.choice, _worn.scale = choice, scale
    _worn.tokens = _system_tokens() if choice == "system" else DARK if choice == "dark" else LIGHT
    _worn.generation += 1
    app.setFont(fonts.font(15))
    app.setPalette(_palette(_worn.tokens))
    app.setStyleSheet(sheet.style_sheet(_worn.tokens, px))
    # Qt gives every widget the font and palette back that it had before the first style sheet, after it told of the
    # change: what a widget puts on in `changeEvent` must be put on once more now.
    _worn.generation += 1
    widgets = app.allWidgets()
    if before != scale:
        rescale.rescale_layouts(widgets, before, scale)
    for widget in widgets:
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    rescale.rescale_widths(held, before, scale)


def follow_system(app: QApplication) -> None:
    """Change with the system's scheme for as long as the user's choice is "system"."""
    app.styleHints().colorSchemeChanged.connect(_on_scheme_changed)


def _on_scheme_changed() -> None:
    app = QApplication.instance()
    if _worn.choice == "system" and isinstance(app, QApplication):
        apply(app, "system", _worn.scale)


def _system_tokens() -> Tokens:
    # Linux without a portal answers Unknown: light.
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _palette(look: Tokens) -> QPalette:
    # Deliberately: every foreground together with its background; a half-set palette is white on white in dark mode.
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: look.bg, role.WindowText: look.text, role.Base: look.surface, role.AlternateBase: look.sunk,
        role.Text: look.text, role.PlaceholderText: look.text3, role.Button: look.surface, role.ButtonText: look.text,
        role.BrightText: look.red, role.ToolTipBase: look.text, role.ToolTipText: look.surface,
        role.Highlight: look.brand, role.HighlightedText: look.on_brand, role.Link: look.blue,
        role.LinkVisited: look.violet, role.Light: look.surface, role.Midlight: look.sunk, role.Mid: look.border,
        role.Dark: look.border, role.Shadow: look.border, role.Accent: look.brand,
    }  # fmt: skip
    for which, value in pairs.items():
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(look.text3))
    return palette
