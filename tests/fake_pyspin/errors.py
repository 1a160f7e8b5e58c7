"""PySpin's one exception, and what GenApi and GenTL raise as its error codes."""

from __future__ import annotations

import functools
import re

from genicam import genapi, gentl

SPINNAKER_ERR_ERROR = -1001
SPINNAKER_ERR_NOT_INITIALIZED = -1002
SPINNAKER_ERR_RESOURCE_IN_USE = -1004
SPINNAKER_ERR_ACCESS_DENIED = -1005
SPINNAKER_ERR_INVALID_ID = -1007
SPINNAKER_ERR_IO = -1010
SPINNAKER_ERR_TIMEOUT = -1011
SPINNAKER_ERR_INVALID_BUFFER = -1013

_GENTL = {
    gentl.NotInitializedException: SPINNAKER_ERR_NOT_INITIALIZED,
    gentl.ResourceInUseException: SPINNAKER_ERR_RESOURCE_IN_USE,
    gentl.AccessDeniedException: SPINNAKER_ERR_ACCESS_DENIED,
    gentl.InvalidHandleException: -1006,
    gentl.InvalidIdException: SPINNAKER_ERR_INVALID_ID,
    gentl.IoException: SPINNAKER_ERR_IO,
    gentl.TimeoutException: SPINNAKER_ERR_TIMEOUT,
    gentl.AbortException: -1012,
}
_GENAPI = {
    genapi.InvalidArgumentException: -2001,
    genapi.OutOfRangeException: -2002,
    genapi.PropertyException: -2003,
    genapi.LogicalErrorException: -2005,
    genapi.AccessException: -2006,
    genapi.TimeoutException: -2007,
    genapi.DynamicCastException: -2008,
}
#: From here on genicam says where it was raised.
_PLACE = re.compile(r" : \w+Exception thrown| \(file| \(Message from the source")
SDK = (gentl.GenericException, genapi.GenericException)


class SpinnakerException(Exception):  # noqa: N818 - PySpin's name
    """What PySpin raises, whatever happened; ``errorcode`` tells."""

    def __init__(self, message: str, errorcode: int) -> None:
        super().__init__(f"Spinnaker: {message} [{errorcode}]")
        self.message = message
        self.fullmessage = str(self)
        self.errorcode = errorcode


def code_of(error: Exception) -> int:
    """Return the code by which Spinnaker would know an error."""
    codes = {**_GENTL, **_GENAPI}
    known = (code for kind, code in codes.items() if isinstance(error, kind))
    return next(known, SPINNAKER_ERR_ERROR)


def spoken(function):
    """Raise `SpinnakerException` for what GenApi and GenTL raise inside."""

    @functools.wraps(function)
    def speaking(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except SDK as error:
            text = _PLACE.split(str(error).removeprefix("GenTL exception: "))[0]
            code = code_of(error)
        raise SpinnakerException(text, code)

    return speaking
