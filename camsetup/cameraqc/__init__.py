"""The session gate: CameraQC of the International Brain Laboratory, value by value.

A library of its own: it needs no camera, no screen, no network and no ibllib. What
it agrees with stands in IBL_QC.md; quirks that are reproduced name its paragraph.
"""
