"""Finding a patient, the card, and what is on file."""
