"""PySpin's names, as far as GENICAM.md section 4 has them: see `fake_pyspin`.

This folder goes on the path for `import PySpin`, and its parent for the rest. By hand:
``CAMSIM_SERIALS=15322923 PYTHONPATH=tests:tests/fake_pyspin camsetup sources``.
"""

# ruff: noqa: N816, N999 (names are PySpin's)
from fake_pyspin.errors import SpinnakerException
from fake_pyspin.features import Interface
from fake_pyspin.nodes import (
    CBooleanPtr,
    CCategoryPtr,
    CCommandPtr,
    CEnumEntryPtr,
    CEnumerationPtr,
    CFloatPtr,
    CIntegerPtr,
    CStringPtr,
    CValuePtr,
    IsAvailable,
    IsImplemented,
    IsReadable,
    IsWritable,
)
from fake_pyspin.system import Camera, CameraList, System

__all__ = [
    "CBooleanPtr",
    "CCategoryPtr",
    "CCommandPtr",
    "CEnumEntryPtr",
    "CEnumerationPtr",
    "CFloatPtr",
    "CIntegerPtr",
    "CStringPtr",
    "CValuePtr",
    "Camera",
    "CameraList",
    "IsAvailable",
    "IsImplemented",
    "IsReadable",
    "IsWritable",
    "SpinnakerException",
    "System",
]

intfIInteger = Interface.INTEGER.value
intfIBoolean = Interface.BOOLEAN.value
intfICommand = Interface.COMMAND.value
intfIFloat = Interface.FLOAT.value
intfIString = Interface.STRING.value
intfICategory = Interface.CATEGORY.value
intfIEnumeration = Interface.ENUMERATION.value
