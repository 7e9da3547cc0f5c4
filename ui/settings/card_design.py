"""How this shop's warranty cards look: plain, with a border, or with the shop's own sign, which is chosen here."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from shopbook.errors import Message
from shopbook.localisation.language import _, current_language
from shopbook.settings.cards import CARD_DESIGN, CARD_LOGO, MOST_LOGO_BYTES
from shopbook.settings.model import CARD_PAPER
from ui.context import Context
from ui.forms.choices import ChipsField, Choice
from ui.style import theme
from ui.widgets.buttons import plain, quiet
from ui.widgets.cards import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Label

# Enough for a sign two centimetres wide on a printer of 600 dots an inch.
MOST_PIXELS = 480
_SHOWN = 96


class CardDesign(Card):
    """Each press is the change; the design and the sign travel with the book."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(margin=18, gap=10)
        self._ctx = ctx
        self.design = ChipsField(
            "design",
            lambda: _("How the card looks"),
            [
                Choice("plain", lambda: _("Plain")),
                Choice("bordered", lambda: _("With a border")),
                Choice("logo", lambda: _("With our sign")),
            ],
        )
        self.sign = QLabel()
        self.sign.setFixedSize(theme.px(_SHOWN), theme.px(_SHOWN))
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = plain(lambda: _("Choose a picture…"), "folder-open")
        self.drop = quiet(lambda: _("Take the sign away"), "x")
        self.sample = plain(lambda: _("Show a sample card"), "eye")
        self.body.addWidget(Label(lambda: _("Card design"), "h2"))
        self.body.addWidget(self.design)
        self.part = QWidget()
        row = FlowLayout(self.part, theme.px(10))
        for widget in (self.sign, self.choose, self.drop):
            row.addWidget(widget)
        self.hint = Label(
            lambda: _("A PNG or JPEG picture; black on white prints best."), "caption", "text3", wrap=True
        )
        ways = QWidget()
        FlowLayout(ways, theme.px(10)).addWidget(self.sample)
        for part in (self.part, self.hint, ways):
            self.body.addWidget(part)
        self.show_now()
        self.design.changed.connect(self._on_design)
        self.choose.clicked.connect(self._on_choose)
        self.drop.clicked.connect(self._on_drop)
        self.sample.clicked.connect(self._on_sample)

    def show_now(self) -> None:
        """What the book has."""
        settings = self._ctx.book.settings
        design, kept = settings.get(CARD_DESIGN), settings.get(CARD_LOGO)
        self.design.set_value(design)
        pixmap = QPixmap()
        pixmap.loadFromData(QByteArray.fromBase64(kept.encode("ascii")))
        if not pixmap.isNull():
            side = theme.px(_SHOWN)
            pixmap = pixmap.scaled(
                side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        self.sign.setPixmap(pixmap)
        self.sign.setAccessibleName(_("The shop's sign"))
        self.sign.setVisible(not pixmap.isNull())
        self.drop.setVisible(bool(kept))
        for widget in (self.part, self.hint):
            widget.setVisible(design == "logo")

    def keep_picture(self, path: Path) -> bool:
        """Keep a picture file as the shop's sign, scaled down; False, and said, when it cannot be read."""
        png = scaled_png(path)
        if png is None:
            self._ctx.messages.problem(
                Message("This picture cannot be read."), _("Choose a picture…"), self._on_choose
            )
            return False
        self._ctx.book.settings.set(CARD_LOGO, base64.b64encode(png).decode("ascii"), by=self)
        self.show_now()
        return True

    def _on_design(self) -> None:
        self._ctx.book.settings.set(CARD_DESIGN, self.design.value(), by=self)
        self.show_now()
        if self.design.value() == "logo" and not self._ctx.book.settings.get(CARD_LOGO):
            self.choose.setFocus()

    def _on_choose(self) -> None:
        chooser = QFileDialog(self.window(), _("The shop's sign"))
        chooser.setNameFilter(f"{_('Pictures')} (*.png *.jpg *.jpeg)")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self._on_file_selected)
        chooser.open()

    def _on_file_selected(self, path: str) -> None:
        self.keep_picture(Path(path))

    def _on_drop(self) -> None:
        self._ctx.book.settings.set(CARD_LOGO, "", by=self)
        self.show_now()

    def _on_sample(self) -> None:
        sizes = ("A5", "A6", "card")
        size = self._ctx.book.settings.get(CARD_PAPER)
        target = {
            "title": _("Card design"),
            "pdf": self._sample,
            "file_name": "shopbook-card.pdf",
            "sizes": sizes,
            "size": size if size in sizes else "A5",
        }
        self._ctx.navigation.go("preview", target)

    def _sample(self, size: str) -> bytes:
        from shopbook.documents.papers_cards import sample_card
        from shopbook.documents.warranty_card import warranty_card
        from shopbook.documents.warranty_card_small import small_card

        language = current_language()
        paper = sample_card(self._ctx.book.settings, self._ctx.book.clock.today())
        return small_card(paper, language) if size == "card" else warranty_card(size, paper, language)


def scaled_png(path: Path) -> bytes | None:
    """A picture file upright and small enough to be kept in the book, as PNG; None when it is no picture."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) not in (b"png", b"jpeg", b"jpg"):
        return None
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > 4 * MOST_PIXELS:
        # A photograph of forty megapixels is read small at once.
        reader.setScaledSize(
            size.scaled(QSize(4 * MOST_PIXELS, 4 * MOST_PIXELS), Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    most = MOST_PIXELS
    while not image.isNull():
        png = _png(image, most)
        if len(png) <= MOST_LOGO_BYTES:
            return png
        most = most * 2 // 3
    return None


def _png(image: QImage, most: int) -> bytes:
    if max(image.width(), image.height()) > most:
        image = image.scaled(
            most, most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only bytes for the format
    return bytes(kept.data())
