"""What can be done by key or from the menu."""
