"""The printers of this computer as it has set them up: which for sheets, which for rolls, and what each needs to print
straight. Kept in the ini file, not in the book. Sending a paper to one is ui/printing.py's work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QSettings

from shopbook import paths

# "driver": through the system's printer driver; "raw": the printer's own language (ESC/POS) straight to it.
WAYS = ("driver", "raw")
CUTS = ("full", "partial", "none")
ROLL_WIDTHS = ("80", "58")
# The system's usual printer.
USUAL = ""
FARTHEST_MM = 20.0
SMALLEST_PERCENT, LARGEST_PERCENT = 80.0, 120.0


@dataclass(frozen=True, slots=True)
class Setup:
    """What one printer needs: everything moved right and down by millimetres and enlarged by percent.

    `way`, `width`, `cut` and `drawer` (a kick to the cash drawer) matter for rolls.
    """

    way: str = "driver"
    width: str = "80"
    shift_right_mm: float = 0.0
    shift_down_mm: float = 0.0
    scale_percent: float = 100.0
    cut: str = "full"
    drawer: bool = False

    @property
    def shift_mm(self) -> tuple[float, float]:
        """Right and down."""
        return self.shift_right_mm, self.shift_down_mm

    @property
    def scale(self) -> float:
        """1.0 is the paper's own size."""
        return self.scale_percent / 100


def calibrated(
    setup: Setup, mark_mm: float, ruler_mm: float, left_mm: float, top_mm: float | None, ruler_came_mm: float
) -> Setup:
    """The setup with which the test page comes out right, from where its marks came out with the present one.

    The corner of its arrows should stand `mark_mm` from the paper's left edge and top, its ruler be `ruler_mm` long;
    `top_mm` None leaves up and down alone. A printer is taken to stretch by one factor and to shift by a fixed length.
    ValueError when the correction would be larger than a printer's fault can be.
    """
    stretch = ruler_came_mm / (ruler_mm * setup.scale)
    if ruler_came_mm <= 0 or not SMALLEST_PERCENT <= 100 / stretch <= LARGEST_PERCENT:
        raise ValueError("the ruler came out too long or too short to be true")

    def shift(before: float, came: float) -> float:
        offset = came - stretch * (before + setup.scale * mark_mm)
        return round(-offset / stretch, 1) + 0.0

    right = shift(setup.shift_right_mm, left_mm)
    down = setup.shift_down_mm if top_mm is None else shift(setup.shift_down_mm, top_mm)
    if max(abs(right), abs(down)) > FARTHEST_MM:
        raise ValueError("the marks came out too far away to be true")
    return replace(setup, shift_right_mm=right, shift_down_mm=down, scale_percent=round(100 / stretch, 1))


class Printers:
    """What the ini file says of printers, read and written at once."""

    def __init__(self, file: Path | None = None) -> None:
        self._ini = QSettings(str(file or paths.data_dir() / "shopbook.ini"), QSettings.Format.IniFormat)

    def chosen(self, papers: str) -> str:
        """The printer's name or the device's path for "sheets" or "rolls"; "" is the system's usual printer."""
        return str(self._ini.value(f"printers/{papers}", USUAL))

    def choose(self, papers: str, name: str) -> None:
        """Print "sheets" or "rolls" on this one from now on."""
        self._ini.setValue(f"printers/{papers}", name)
        self._ini.sync()

    def last_size(self, kind: str) -> str:
        """The size in which a kind of paper was last printed or saved from the preview; "" when never."""
        return str(self._ini.value(f"preview/{kind}", ""))

    def remember_size(self, kind: str, size: str) -> None:
        """Open the preview of this kind in this size next time; "" forgets it."""
        self._ini.setValue(f"preview/{kind}", size)
        self._ini.sync()

    def setup(self, name: str) -> Setup:
        """How a printer is set up; what is missing or spoiled in the file is as on a new one."""
        group = _group(name)

        def read(key: str, default: str) -> str:
            return str(self._ini.value(f"{group}/{key}", default))

        way, width, cut = read("way", "driver"), read("width", "80"), read("cut", "full")
        return Setup(
            way if way in WAYS else "driver",
            width if width in ROLL_WIDTHS else "80",
            _within(read("shift_right_mm", "0"), -FARTHEST_MM, FARTHEST_MM, 0.0),
            _within(read("shift_down_mm", "0"), -FARTHEST_MM, FARTHEST_MM, 0.0),
            _within(read("scale_percent", "100"), SMALLEST_PERCENT, LARGEST_PERCENT, 100.0),
            cut if cut in CUTS else "full",
            read("drawer", "0") == "1",
        )

    def set_up(self, name: str, setup: Setup) -> None:
        """Remember how a printer is to be used."""
        group = _group(name)
        values = {
            "way": setup.way,
            "width": setup.width,
            "shift_right_mm": f"{setup.shift_right_mm:g}",
            "shift_down_mm": f"{setup.shift_down_mm:g}",
            "scale_percent": f"{setup.scale_percent:g}",
            "cut": setup.cut,
            "drawer": "1" if setup.drawer else "0",
        }
        for key, value in values.items():
            self._ini.setValue(f"{group}/{key}", value)
        self._ini.sync()


def _group(name: str) -> str:
    # A name may hold slashes (a device, a network queue), which part groups in an ini file.
    return f"printer_{quote(name, safe='') or 'usual'}"


def _within(text: str, least: float, most: float, otherwise: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return otherwise
    return value if least <= value <= most else otherwise
