"""Cameras behind FLIR's Spinnaker, by PySpin."""
