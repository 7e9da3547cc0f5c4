"""Pages of a finished PDF on the screen and on the printer. Making the PDF is shopbook.documents' work."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from shopbook.errors import DocumentProblem, Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from ui.qt import AlignHCenter, NoFrame
from ui.style import theme

PRINT_DPI = 300
POINTS_PER_INCH = 72


def page_image(pdf: bytes, page: int, dpi: int) -> QImage:
    """One page as a picture; the pixels are copied, so the PDF may go."""
    from shopbook.documents import pages

    shot = pages.render(pdf, page, dpi)
    return QImage(shot.data, shot.width, shot.height, shot.stride, QImage.Format.Format_RGB32).copy()


class _Sheet(QWidget):
    """One page on paper white with a hairline around."""

    def __init__(self, pdf: bytes, page: int) -> None:
        super().__init__()
        from shopbook.documents import pages

        self._pdf, self._page = pdf, page
        self._points = pages.page_size(pdf, page)
        self._image = QImage()
        self.setAccessibleName(_("Page {number}").format(number=numbers.number(page + 1)))
        self.setAccessibleDescription(pages.page_text(pdf, page))

    def fit(self, width: int) -> None:
        """Take this width, with the height the paper's shape gives."""
        self.setFixedSize(width, round(width * self._points[1] / self._points[0]))

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._image.width() != round(self.width() * ratio):
            dpi = self.width() * ratio / self._points[0] * POINTS_PER_INCH
            drawn = page_image(self._pdf, self._page, max(20, round(dpi)))
            self._image = drawn.scaledToWidth(
                round(self.width() * ratio), Qt.TransformationMode.SmoothTransformation
            )
        painter = QPainter(self)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(QColor(theme.tokens().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfPreview(QScrollArea):
    """The pages one under the other, as wide as there is room, never wider than the paper itself at 120 dpi."""

    def __init__(self, pdf: bytes = b"", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Preview"))
        self._sheets: list[_Sheet] = []
        self.pdf = b""
        if pdf:
            self.show_pdf(pdf)

    def show_pdf(self, pdf: bytes) -> None:
        """Show another paper."""
        from shopbook.documents import pages

        self.pdf = pdf
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(12))
        self._sheets = [_Sheet(pdf, page) for page in range(pages.page_count(pdf))]
        for sheet in self._sheets:
            column.addWidget(sheet, 0, AlignHCenter)
        column.addStretch(1)
        self.setWidget(inside)
        self._fit()

    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._sheets)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().width() - 2 * theme.px(12)
        for sheet in self._sheets:
            natural = round(sheet._points[0] * 120 / POINTS_PER_INCH)
            sheet.fit(max(120, min(room, natural)))


def print_pdf(pdf: bytes, printer_name: str = "", *, copies: int = 1, shift_mm: tuple[float, float] = (0.0, 0.0),
              scale: float = 1.0, to_file: str = "") -> None:  # fmt: skip
    """Send every page to a printer, full page, on paper of the page's own size.

    `printer_name` "" is the system's default; `shift_mm` (right, down) and `scale` are the printer's calibration;
    `to_file` prints into a PDF instead. DocumentProblem when there is no such printer or it cannot be begun.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from shopbook.documents import pages

    info = QPrinterInfo.printerInfo(printer_name) if printer_name else QPrinterInfo.defaultPrinter()
    if info.isNull() and not to_file:
        raise DocumentProblem(
            Message("No printer was found."), Message("Switch the printer on, or save the paper as a PDF.")
        )
    printer = (
        QPrinter(QPrinter.PrinterMode.HighResolution)
        if to_file
        else QPrinter(info, QPrinter.PrinterMode.HighResolution)
    )
    printer.setResolution(PRINT_DPI)
    if to_file:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(to_file)
    printer.setCopyCount(copies)
    printer.setFullPage(True)
    _set_paper(printer, pages.page_size(pdf, 0))
    painter = QPainter()
    if not painter.begin(printer):
        raise DocumentProblem(
            Message("The printer does not answer."), Message("Look whether it is on and has paper.")
        )
    try:
        dots = PRINT_DPI / 25.4
        for page in range(pages.page_count(pdf)):
            if page:
                _set_paper(printer, pages.page_size(pdf, page))
                printer.newPage()
            width, height = pages.page_size(pdf, page)
            to_dots = PRINT_DPI / POINTS_PER_INCH * scale
            place = QRectF(shift_mm[0] * dots, shift_mm[1] * dots, width * to_dots, height * to_dots)
            painter.drawImage(place, page_image(pdf, page, PRINT_DPI))
    finally:
        painter.end()


def _set_paper(printer: object, points: tuple[float, float]) -> None:
    # Explicit size and zero margins: drivers otherwise turn A5 into A4 and shift the page.
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)
    wide = points[0] > points[1]
    upright = QSizeF(min(points), max(points))
    size = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, turn, QMarginsF(0, 0, 0, 0)))
