"""The eyes: everything that frames can come from."""
