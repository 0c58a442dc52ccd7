"""Reports: pictures that say what they found, with a table behind each."""
