"""Recordings: a video, a ``.npy`` stack, a folder of images or one image."""

from camsetup.sources.recording.driver import RecordingDriver
from camsetup.sources.recording.opening import open_reel, read_all

__all__ = ["RecordingDriver", "open_reel", "read_all"]
