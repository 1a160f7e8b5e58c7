"""Cameras behind any GenTL producer, by harvesters."""
