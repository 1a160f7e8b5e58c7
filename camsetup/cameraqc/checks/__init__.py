"""The checks of the gate: one function each, over arrays."""
