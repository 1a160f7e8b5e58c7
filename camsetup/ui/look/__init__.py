"""How everything looks: colours, sizes, type, icons."""
