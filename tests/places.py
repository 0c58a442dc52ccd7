"""How a test says where the folders of whoever runs it are to be."""

import sys

DATA_HOME = "WIN_PD_OVERRIDE_LOCAL_APPDATA" if sys.platform == "win32" else "XDG_DATA_HOME"
"""The variable that moves the folder in which clinics lie when nobody names another."""
