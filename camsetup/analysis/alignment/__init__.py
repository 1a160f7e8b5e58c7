"""Where the rig stands against its outline: search, refine, trust."""
