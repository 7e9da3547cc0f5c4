"""Qt's own words on screen, by the context Qt asks for them in, so that the catalog can hold their Bengali.

Qt ships no Bengali. These were collected by logging what Qt asks a translator for while its dialogs were opened;
`ui` has the translator. Key names (Ctrl, Esc) and paper sizes (A4) stay Latin: so they stand on keys and packets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# Contexts, and single strings, that are shown as Qt has them.
LEFT_AS_THEY_ARE: Final = frozenset({"QShortcut", "QPageSize", "QGuiApplication"})
LEFT_STRINGS: Final = frozenset({"...", "%1%", "%p%", "Form", "Alt+Left", "Alt+Right", "Alt+Up"})

QT_STRINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "CloseButton": ("Close Tab",),
    "QAbstractFileIconProvider": ("Drive", "Folder"),
    "QAbstractSpinBox": ("&Select All", "&Step up", "Step &down"),
    "QColorDialog": (
        "&Add to Custom Colors", "&Basic colors", "&Custom colors", "&Green:", "&HTML:", "&Pick Screen Color", "&Red:",
        "&Sat:", "&Val:", "A&lpha channel:", "Bl&ue:", "Hu&e:", "Select Color",
    ),
    "QDockWidget": ("Close", "Closes the dock widget", "Float", "Undocks and re-attaches the dock widget"),
    "QErrorMessage": ("&OK", "&Show this message again"),
    "QFileDialog": (
        "%1 already exists.\nDo you want to replace it?",
        "%1\nDirectory not found.\nPlease verify the correct directory name was given.",
        "%1\nFile not found.\nPlease verify the correct file name was given.",
        "&Choose", "&Delete", "&Look in:", "&New Folder", "&Open", "&Rename", "&Save", "'%1' is write protected.\n"
        "Do you want to delete it anyway?", "All Files (*)", "All files (*)", "Are you sure you want to delete '%1'?",
        "Back", "Change to detail view mode", "Change to list view mode", "Could not delete directory.",
        "Create New Folder", "Create a New Folder", "Delete", "Detail View", "Directories", "Directory:", "File &name:",
        "Files", "Files of &type:", "Find Directory", "Forward", "Go back", "Go forward", "Go to the parent directory",
        "List View", "List of places and bookmarks", "My Computer", "New Folder", "Open", "Parent Directory",
        "Recent Places", "Remove", "Save As", "Show ", "Show &hidden files", "Sidebar",
    ),
    "QFileSystemModel": ("Computer", "Date Modified", "My Computer", "Name", "Size", "Type"),
    "QInputDialog": ("Enter a value:",),
    "QKeySequenceEdit": ("Press shortcut",),
    "QLineEdit": ("&Copy", "&Paste", "&Redo", "&Undo", "Cu&t", "Delete", "Select All"),
    "QMessageBox": ("Hide Details...", "OK", "Show Details..."),
    "QPageSetupWidget": (
        "Cicero (CC)", "Custom", "Didot (DD)", "Height:", "Inches (in)", "Landscape", "Margins", "Millimeters (mm)",
        "Orientation", "Page &order:", "Page Layout", "Page size:", "Pages &per sheet:", "Paper", "Paper source:",
        "Pica (P̸)", "Points (pt)", "Portrait", "Reverse landscape", "Reverse portrait", "Width:", "bottom margin",
        "left margin", "mm", "right margin", "top margin",
    ),
    "QPlatformTheme": (
        "&No", "&Yes", "Abort", "Apply", "Cancel", "Close", "Discard", "Don't Save", "Help", "Ignore", "N&o to All",
        "OK", "Open", "Reset", "Restore Defaults", "Retry", "Save", "Save All", "Yes to &All",
    ),
    "QPrintDialog": (
        "%1 already exists.\nDo you want to overwrite it?", "&Options <<", "&Options >>", "&Print", "1 (1x1)",
        "16 (4x4)", "2 (2x1)", "4 (2x2)", "6 (2x3)", "9 (3x3)", "All Pages", "Bottom to Top, Left to Right",
        "Bottom to Top, Right to Left", "Even Pages", "File %1 is not writable.\nPlease choose a different file name.",
        "File exists", "Left to Right, Bottom to Top", "Left to Right, Top to Bottom", "Local file", "Odd Pages",
        "Print", "Print To File ...", "Print to File (PDF)", "Right to Left, Bottom to Top",
        "Right to Left, Top to Bottom",
        "The 'From' value cannot be greater than the 'To' value.", "Top to Bottom, Left to Right",
        "Top to Bottom, Right to Left", "Write PDF file",
    ),
    "QPrintPreviewDialog": (
        "Export to PDF", "First page", "Fit page", "Fit width", "Landscape", "Last page", "Next page", "Page Setup",
        "Page setup", "Portrait", "Previous page", "Print", "Print Preview", "Show facing pages",
        "Show overview of all pages", "Show single page", "Zoom in", "Zoom out",
    ),
    "QPrintSettingsOutput": (
        "Collate", "Color", "Color Mode", "Copies", "Copies:", "Current Page", "Double Sided Printing", "Grayscale",
        "Long side binding", "Off", "Options", "Output Settings", "Page &Set:", "Pages", "Pages from", "Print all",
        "Print range", "Reverse", "Selection", "Short side binding",
        "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. "
        "E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.",
        "to",
    ),
    "QPrintWidget": (
        "&Name:", "Location:", "Output &file:", "P&roperties", "Preview", "Printer", "Type:",
    ),
    "QProgressDialog": ("Cancel",),
    "QTabBar": ("Scroll Left", "Scroll Right"),
    "QWidgetTextControl": (
        "&Copy", "&Paste", "&Redo", "&Undo", "Copy &Link Location", "Cu&t", "Delete", "Select All",
    ),
    "QWizard": ("&Finish", "&Next >", "< &Back", "Cancel", "Commit"),
}  # fmt: skip
