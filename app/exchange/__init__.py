"""Values in and out of other programs' files: iCalendar."""
