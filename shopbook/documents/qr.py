"""QR codes as squares of dark and light, by the encoder that draws barcodes on papers. Painting them is the screens'.

ISO/IEC 18004; a phone reads text in byte mode as UTF-8.
"""

from __future__ import annotations

from typing import Final

from shopbook.errors import DocumentProblem, Message

# Light modules all around, without which a camera does not find the code (ISO/IEC 18004, 9.1).
QUIET_ZONE: Final = 4
# Version 20 is 97 modules wide: on a screen three pixels each, which the cameras of cheap phones still part.
LARGEST_VERSION: Final = 20

Matrix = tuple[tuple[bool, ...], ...]


def matrix(text: str, *, sturdy: bool = True) -> Matrix:
    """The modules, row by row, True for dark, without the quiet zone.

    `sturdy` mends 15 % of it (level M), else 7 % (level L), which holds more. DocumentProblem when the text is too
    long for a code that a phone can read from a screen.
    """
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M if sturdy else QRErrorCorrectLevel.L)
    code.addData(QR8bitByte(text))
    code.version = code.calculate_version()
    if code.version > LARGEST_VERSION:
        raise DocumentProblem(
            Message("This text is too long for a QR code that a phone can read."),
            Message("Scan the number, and copy the message another way."),
        )
    code.make()
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)
