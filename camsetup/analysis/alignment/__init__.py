"""Where the rig stands against its outline: search, refine, trust."""

from camsetup.analysis.alignment.aligner import Aligner
from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.alignment.tracker import Tracker

__all__ = ["Aligner", "Alignment", "Tracker"]
