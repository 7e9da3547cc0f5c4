"""The tour: the real windows driven by keys through a day of the sample shop, with pictures and papers of all of it.

`main(DIR)` is what `python3 -m shopbook --tour DIR` runs; it is a check as much as a show.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def main(folder: Path) -> int:
    """Write every screen and paper into `folder`, one line a file; 0 only when each step found what it expected."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    with tempfile.TemporaryDirectory(prefix="shopbook-tour-", ignore_cleanup_errors=True) as data:
        # Before the first import of the windows: books, settings and log of this run are of this run alone.
        os.environ["SHOPBOOK_DATA"] = data
        from ui.tour.walk import Broken, walk

        try:
            walk(Path(folder))
        except Broken as broken:
            print(f"the tour stopped: {broken}", file=sys.stderr)
            return 1
    return 0
