"""The first morning: looking around, setting up a clinic, or joining one on a server."""
