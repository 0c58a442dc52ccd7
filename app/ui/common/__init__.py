"""What every page shares: colours, type, icons, small painted widgets, background work."""
