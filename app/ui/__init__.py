"""Everything Qt: application, window, pages, panels, table models.

PySide puts an import of its own in the place of Python's, which reads the source text of whatever
is imported from then on, and keeps it, to see who uses its features. We use none of them.
"""

import builtins

from PySide6 import QtCore as QtCore

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
