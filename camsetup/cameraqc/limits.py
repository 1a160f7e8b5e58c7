"""The default limits of ibllib (IBL_QC.md section 4), and what its counts mean."""

from __future__ import annotations

from camsetup.domain.verdict import Outcome

#: Mean grey level: below and above, a WARNING; below half and above twice, a FAIL.
BRIGHTNESS_BOUNDS = (40, 200)
BRIGHTNESS_SD = 20

#: Per cent of the frame that the face may be off: PASS, WARNING.
FACE_PERCENT = (10, 15)

#: Per cent of correlation that every frame's histogram must exceed: WARNING, PASS.
HISTOGRAM_PERCENT = (75, 80)

#: Laplacian variance of every region, mean of the high frequencies of every frame.
LAPLACIAN_VARIANCE = 100
FFT_MEAN = 6

RATE_HZ = 1
DROPPED_PERCENT = 0.1
WHEEL_FRAMES = (1, 2)
PIN_RISES = 5

#: So many entries more or fewer than the video has frames fail; fewer warn.
SURPLUS = 5

#: What it means that none, one or both of two limits are met.
OF_LIMITS_MET = (Outcome.FAIL, Outcome.WARNING, Outcome.PASS)
