"""Set up and check the cameras of a neuroscience rig, live."""

__version__ = "0.1.0"
