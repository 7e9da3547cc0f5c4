"""A thermal printer for the tests: reads ESC/POS back into the dots on the paper, and complains of what it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image


@dataclass
class PaperRoll:
    """What came out: rows of dots, how the knife fell, and the deeds in order."""

    rows: list[bytes] = field(default_factory=list)
    deeds: list[str] = field(default_factory=list)
    widths: set[int] = field(default_factory=set)
    bands: list[int] = field(default_factory=list)

    def picture(self) -> Image.Image:
        """The strip as grey pixels, 0 black and 255 white."""
        width = len(self.rows[0]) * 8
        data = bytes(byte ^ 0xFF for row in self.rows for byte in row)
        return Image.frombytes("1", (width, len(self.rows)), data).convert("L")


def printed(data: bytes) -> PaperRoll:
    """What a printer makes of these bytes. ValueError at the first it does not know."""
    roll, at = PaperRoll(), 0
    while at < len(data):
        rest = data[at:]
        if rest.startswith(b"\x1b@"):
            roll.deeds.append("reset")
            at += 2
        elif rest.startswith(b"\x1dv0\x00"):
            across = int.from_bytes(rest[4:6], "little")
            lines = int.from_bytes(rest[6:8], "little")
            body = rest[8 : 8 + across * lines]
            if len(body) != across * lines:
                raise ValueError("the picture breaks off")
            roll.rows += [body[line * across : (line + 1) * across] for line in range(lines)]
            roll.widths.add(across * 8)
            roll.bands.append(lines)
            at += 8 + across * lines
        elif rest.startswith(b"\x1bd"):
            roll.deeds.append(f"feed {rest[2]}")
            at += 3
        elif rest.startswith(b"\x1dV"):
            roll.deeds.append({0: "cut", 1: "partial cut"}[rest[2]])
            at += 3
        elif rest.startswith(b"\x1bp"):
            roll.deeds.append("drawer")
            at += 5
        else:
            raise ValueError(f"unknown byte {rest[:4]!r} at {at}")
    return roll
