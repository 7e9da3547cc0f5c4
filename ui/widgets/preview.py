"""Pages of a finished PDF on the screen and on the printer. Making the PDF is shopbook.documents' work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPoint, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from shopbook.errors import DocumentProblem, Message
from shopbook.localisation import numbers
from shopbook.localisation.language import _
from shopbook.progress import Progress
from ui.qt import AlignHCenter, NoFrame
from ui.style import theme

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PRINT_DPI = 300
# Eight dots a millimetre, as the heads of thermal printers have them.
ROLL_DPI = 203
POINTS_PER_INCH = 72


def page_image(pdf: bytes, page: int, dpi: int) -> QImage:
    """One page as a picture; the pixels are copied, so the PDF may go."""
    from shopbook.documents import pages

    shot = pages.render(pdf, page, dpi)
    return QImage(shot.data, shot.width, shot.height, shot.stride, QImage.Format.Format_RGB32).copy()


def black_image(pdf: bytes, page: int, dpi: float) -> QImage:
    """One page in black and white alone, for heads that only burn: a driver would make a raster of dots of the grey."""
    from shopbook.documents import pages, thermal

    shot = pages.grey(pdf, page, dpi)
    picture = QImage(shot.data, shot.width, shot.height, shot.stride, QImage.Format.Format_Indexed8)
    white, black = QColor(Qt.GlobalColor.white).rgb(), QColor(Qt.GlobalColor.black).rgb()
    picture.setColorTable([black if level < thermal.THRESHOLD else white for level in range(256)])
    return picture.convertToFormat(QImage.Format.Format_RGB32)


class _Sheet(QWidget):
    """One page on paper white with a hairline around."""

    def __init__(self, pdf: bytes, page: int, points: tuple[float, float]) -> None:
        super().__init__()
        self._pdf, self._page, self._points = pdf, page, points
        self._image = QImage()
        self.setAccessibleName(_("Page {number}").format(number=numbers.number(page + 1)))

    def _describe(self) -> None:
        """The words of the page for screen readers, once it comes into sight: of 500 pages few ever do."""
        from shopbook.documents import pages

        if not self.accessibleDescription():
            self.setAccessibleDescription(pages.page_text(self._pdf, self._page))

    def fit(self, width: int) -> None:
        """Take this width, with the height the paper's shape gives."""
        self.setFixedSize(width, round(width * self._points[1] / self._points[0]))

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._image.width() != round(self.width() * ratio):
            dpi = self.width() * ratio / self._points[0] * POINTS_PER_INCH
            drawn = page_image(self._pdf, self._page, max(20, round(dpi)))
            self._describe()
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
        self._sheets = [_Sheet(pdf, page, points) for page, points in enumerate(pages.page_sizes(pdf))]
        for sheet in self._sheets:
            column.addWidget(sheet, 0, AlignHCenter)
        column.addStretch(1)
        self.setWidget(inside)
        self._fit()

    def clear(self) -> None:
        """Show nothing for now."""
        self.pdf, self._sheets = b"", []
        self.setWidget(QWidget())

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
              scale: float = 1.0, roll: bool = False, to_file: str = "",
              progress: Progress | None = None) -> None:  # fmt: skip
    """Send every page to a printer, full page, on paper of the page's own size.

    `printer_name` "" is the system's default; `shift_mm` (right, down) and `scale` are the printer's calibration;
    `roll` says that the page's width is across the roll however short it is; `to_file` prints into a PDF instead;
    `progress` is told of every page and may stop it. Works on any thread. DocumentProblem when there is no such printer
    or it cannot be begun.
    """
    from shopbook.documents import pages

    dpi = ROLL_DPI if roll else PRINT_DPI
    printer = _printer(printer_name, to_file, dpi)
    printer.setCopyCount(copies)
    printer.setFullPage(True)
    _set_paper(printer, pages.page_size(pdf, 0), roll)
    painter = QPainter()
    if not painter.begin(printer):
        raise DocumentProblem(
            Message("The printer does not answer."), Message("Look whether it is on and has paper.")
        )
    try:
        dots = dpi / 25.4
        count = pages.page_count(pdf)
        for page in range(count):
            if progress is not None:
                progress.step(page, count)
            if page:
                _set_paper(printer, pages.page_size(pdf, page), roll)
                printer.newPage()
            right, down = shift_mm[0] * dots, shift_mm[1] * dots
            if roll:
                # Dot for dot: a picture of another size would be stretched and its letters would fray.
                painter.drawImage(QPoint(round(right), round(down)), black_image(pdf, page, dpi * scale))
                continue
            width, height = (side * dpi / POINTS_PER_INCH * scale for side in pages.page_size(pdf, page))
            painter.drawImage(QRectF(right, down, width, height), page_image(pdf, page, dpi))
    except BaseException:
        # Stopped half way: what is not yet at the printer must not come out.
        printer.abort()
        raise
    finally:
        painter.end()


def _printer(name: str, to_file: str, dpi: int) -> QPrinter:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    if to_file:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(dpi)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(to_file)
        return printer
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    if info.isNull():
        raise DocumentProblem(
            Message("No printer was found."), Message("Switch the printer on, or save the paper as a PDF.")
        )
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setResolution(dpi)
    return printer


def _set_paper(printer: QPrinter, points: tuple[float, float], roll: bool) -> None:
    # Explicit size and zero margins: drivers otherwise turn A5 into A4 and shift the page.
    wide = points[0] > points[1] and not roll
    upright = QSizeF(*points) if roll else QSizeF(min(points), max(points))
    # A strip is as long as it is: the nearest known size would cut it or feed blank paper.
    match = QPageSize.SizeMatchPolicy.ExactMatch if roll else QPageSize.SizeMatchPolicy.FuzzyMatch
    size = QPageSize(upright, QPageSize.Unit.Point, "", match)
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, turn, QMarginsF(0, 0, 0, 0)))
