"""What the clinic is and how it works: rooms, people, pumps, closures."""
