"""The packet of a visit: preview, print, hand over, check back in."""
