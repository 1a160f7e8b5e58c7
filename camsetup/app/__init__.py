"""The window's front door."""
