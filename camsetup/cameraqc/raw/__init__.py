"""Loaders: one for every file that a session holds."""
