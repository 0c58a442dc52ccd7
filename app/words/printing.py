"""Sentences about printers, and about the packets of a day that are printed together."""

from collections.abc import Mapping

PRINTING: Mapping[str, str] = {
    "printer-none": "No printer is set up on this computer. Save the PDF instead, "
    "or add a printer and try again.",
    "printer-refused": "The printer {printer} did not accept the job ({why}). "
    "The packet is kept; print it again.",
    "printer-stopped": "The printer {printer} is stopped ({why}). Nothing was sent to it. "
    "Start it again or choose another one, then print again.",
    "printer-gone": "There is no printer {printer} on this computer any more. "
    "Choose another one, then print again.",
    "printer-silent": "The print service of this computer does not answer for {printer}. "
    "Look whether it is on, or save the PDF, then print again.",
    "printer-no-service": "This computer has no print service (CUPS with its command lp). "
    "Install it, or write the PDF to a file, then print that.",
    "packet-superseded": "A newer packet has taken the place of this one. "
    "Print pages of the newer one.",
    "pages-unreadable": "“{text}” is no page. Write pages like 3, 3-5 or 3-.",
    "pages-beyond": "There is no page {text}: the packet has {count} pages.",
}
