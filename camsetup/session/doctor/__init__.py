"""The doctor: what can be known here of a computer and its cameras, for one file."""
