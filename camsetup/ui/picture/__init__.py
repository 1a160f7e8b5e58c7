"""The live picture: frames on the screen, what is laid over them, the tiles."""
