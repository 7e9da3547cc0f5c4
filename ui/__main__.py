"""`python -m ui`: the window without the front door of `python -m shopbook`."""

from __future__ import annotations

import sys

from ui.app import main

sys.exit(main())
