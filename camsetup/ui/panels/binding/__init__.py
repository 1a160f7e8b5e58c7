"""Which camera a role has: those that are found, and the choice among them."""
