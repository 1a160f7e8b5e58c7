"""The dialog that makes an outline from a picture of the rig."""
