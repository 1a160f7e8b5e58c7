"""The plumbing: one thread per camera, one that judges, and mailboxes between."""
