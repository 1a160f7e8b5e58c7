"""The state of a rig at work: one frozen snapshot, and the commands that change it."""
