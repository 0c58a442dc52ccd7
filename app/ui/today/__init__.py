"""The Today board: what the desk sees at eight in the morning."""
