"""Cameras behind any GenTL producer, by harvesters and genicam."""

from camsetup.sources.gentl.driver import GenTLDriver

__all__ = ["GenTLDriver"]
