"""A stand-in for PySpin: its surface over the virtual Chameleon3, and strict.

Spinnaker is itself GenApi over a GenTL producer; so is this: genicam's GenApi over
camsim's producer, under PySpin's names. The camera, its nodes and its faults are
therefore the same as behind the gentl driver, and so is the hand on it
(`camsim.control.VirtualCamera`).

It proves only our reading of PySpin's API (GENICAM.md section 4): names, arguments and
error codes are from public threads and code, not from the SDK. What is not known is a
`fake_pyspin.manner.Manner`, and the driver is tested in each. Where PySpin would crash
or fail much later, this one notes a misuse at once (`fake_pyspin.misuse`); the fixture
fails for it.
"""
