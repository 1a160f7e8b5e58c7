"""The two pages of the window: one to work on, one to be read from afar."""
