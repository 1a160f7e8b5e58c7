"""The nodes of a CM3-U3-13Y3M, by category.

Names, ranges, access and power-up values follow the public node dump of a real unit
(klecknerlab/simple_pyspin, docs/cameras), firmware 1.8.3.00. Pixel formats Mono10,
Mono10p, Mono10Packed and Mono12 are additions: other cameras have them.
"""

from __future__ import annotations

from camsim.nodes.kinds import (
    Boolean,
    Choice,
    Command,
    Float,
    Integer,
    Node,
    Store,
    Text,
    numbered,
)

KEPT, STATE = Store.KEPT, Store.STATE

#: Codes of the pixel format naming convention; bits 16 to 23 are bits per pixel.
PIXEL_FORMATS = {
    "Mono8": 0x01080001,
    "Mono10": 0x01100003,
    "Mono10Packed": 0x010C0004,
    "Mono10p": 0x010A0046,
    "Mono12": 0x01100005,
    "Mono12Packed": 0x010C0006,
    "Mono12p": 0x010C0047,
    "Mono16": 0x01100007,
}

_AUTOMATIC = numbered("Off", "Once", "Continuous")
_LINES = numbered("Line0", "Line1", "Line2", "Line3")
_USER_SETS = numbered("Default", "UserSet1", "UserSet2")
_STREAMING = "TLParamsLocked <> 0"


def _fixed(name: str, default: int = 0, *, size: int = 4) -> Integer:
    return Integer(name, default, store=STATE, writable=False, size=size)


def _limit(name: str) -> Integer:
    return Integer(name, store=STATE, writable=False, visible=False)


def _label(name: str, default: str = "") -> Text:
    return Text(name, default, store=KEPT, writable=False)


DEVICE: list[Node] = [
    _label("DeviceVendorName", "Point Grey Research"),
    _label("DeviceModelName", "Chameleon3 CM3-U3-13Y3M"),
    _label("DeviceVersion", "FW:v1.8.3.00 FPGA:v2.02"),
    _label("DeviceFirmwareVersion", "1.8.3.00"),
    _label("DeviceSerialNumber"),
    _label("DeviceID"),
    Text("DeviceUserID", store=KEPT),
    Float("DeviceTemperature", 41.85, store=STATE, writable=False, unit="°C"),
    _fixed("DeviceMaxThroughput", 198_112_000),
    Integer(
        "DeviceLinkThroughputLimit", 198_112_000, 1_312_000, "DeviceMaxThroughput", 8000
    ),
    Choice(
        "U3VCurrentSpeed",
        {"LowSpeed": 1, "FullSpeed": 2, "HighSpeed": 4, "SuperSpeed": 8},
        "SuperSpeed",
        store=STATE,
        writable=False,
    ),
    _fixed("pgrDeviceUptime"),
    Command("DeviceReset", store=STATE),
    Command("TimestampLatch", store=STATE),
    _fixed("Timestamp", size=8),
    _fixed("TimestampIncrement", 125_000, size=8),
]

IMAGE: list[Node] = [
    _fixed("SensorWidth", 1280),
    _fixed("SensorHeight", 1024),
    _fixed("WidthMax", 1280),
    _fixed("HeightMax", 1024),
    _limit("OffsetXMax"),
    _limit("OffsetYMax"),
    Integer("Width", 1280, 16, "WidthMax", 16, locked=_STREAMING),
    Integer("Height", 1024, 2, "HeightMax", 2, locked=_STREAMING),
    Integer("OffsetX", 0, 0, "OffsetXMax", 4),
    Integer("OffsetY", 0, 0, "OffsetYMax", 2),
    Choice("PixelFormat", PIXEL_FORMATS, locked=_STREAMING),
    Choice("VideoMode", numbered("Mode0", "Mode1"), locked=_STREAMING),
    Integer("BinningHorizontal", 1, 1, 2, writable=False),
    Integer("BinningVertical", 1, 1, 2, locked=_STREAMING),
    Boolean("ReverseX", locked=_STREAMING),
]

ACQUISITION: list[Node] = [
    Choice(
        "AcquisitionMode",
        numbered("Continuous", "SingleFrame", "MultiFrame"),
        locked=_STREAMING,
    ),
    Integer("AcquisitionFrameCount", 1, 1, 65535, available="AcquisitionMode = 2"),
    Command("AcquisitionStart", store=STATE),
    Command("AcquisitionStop", store=STATE),
    Float("AcquisitionFrameRateMax", store=STATE, writable=False, visible=False),
    Float(
        "AcquisitionFrameRate",
        150.715,
        1.0,
        "AcquisitionFrameRateMax",
        "Hz",
        locked="(AcquisitionFrameRateAuto <> 0) || (AcquisitionFrameRateEnabled = 0)",
    ),
    Choice("AcquisitionFrameRateAuto", _AUTOMATIC, "Continuous"),
    Boolean("AcquisitionFrameRateEnabled", True),
    Choice("ExposureMode", numbered("Timed", "TriggerWidth")),
    Choice("ExposureAuto", _AUTOMATIC, "Continuous"),
    Float("ExposureTimeMax", store=STATE, writable=False, visible=False),
    Float(
        "ExposureTime",
        6573.5578536987305,
        6.377696990966797,
        "ExposureTimeMax",
        "us",
        locked="(ExposureAuto <> 0) || (ExposureMode = 1)",
    ),
    Float("AutoExposureTimeLowerLimit", 6.377696990966797, 0.0, 52307.725, "us"),
    Float("AutoExposureTimeUpperLimit", 6573.5578, 6.377696990966797, 52307.725, "us"),
    Choice("TriggerSelector", numbered("FrameStart", "ExposureActive")),
    Choice("TriggerMode", numbered("Off", "On")),
    Choice("TriggerSource", numbered("Software", *_LINES), "Line0"),
    Choice("TriggerActivation", numbered("RisingEdge", "FallingEdge"), "FallingEdge"),
    Command(
        "TriggerSoftware",
        store=STATE,
        available="(TriggerMode = 1) && (TriggerSource = 0)",
    ),
]

ANALOG: list[Node] = [
    Choice("GainAuto", _AUTOMATIC, "Continuous"),
    Float("Gain", 0.0, 0.0, 18.062156677246094, "dB", locked="GainAuto <> 0"),
    Float("AutoGainLowerLimit", 0.0, 0.0, 18.062156677246094, "dB"),
    Float("AutoGainUpperLimit", 18.062156677246094, 0.0, 18.062156677246094, "dB"),
    Float("BlackLevel", 1.953125, 0.0, 24.90234375, "%"),
    Boolean("GammaEnabled"),
    Float("Gamma", 1.0, 0.5, 3.9990234375, locked="GammaEnabled = 0"),
    Integer("Sharpness", 1024, 0, 4095),
    Float("pgrExposureCompensation", 1.4150390625, -7.5849609375, 2.41363525, "EV"),
    Choice("pgrExposureCompensationAuto", _AUTOMATIC, "Continuous"),
]

DIGITAL_IO: list[Node] = [
    Choice("LineSelector", _LINES),
    Choice("LineMode", numbered("Input", "Output"), selector="LineSelector"),
    Boolean("LineInverter", selector="LineSelector"),
    Boolean("LineStatus", store=STATE, writable=False, selector="LineSelector"),
    Integer("LineStatusAll", 14, 0, 15, store=STATE, writable=False),
    Choice(
        "LineSource",
        numbered(
            "ExposureActive",
            "ExternalTriggerActive",
            "UserOutput1",
            "UserOutput2",
            "UserOutput3",
        ),
        selector="LineSelector",
        available="LineMode = 1",
    ),
]

USER_SETS: list[Node] = [
    Choice("UserSetSelector", _USER_SETS, store=STATE),
    Command("UserSetLoad", store=STATE, locked=_STREAMING),
    Command("UserSetSave", store=STATE, available="UserSetSelector <> 0"),
    _fixed("UserSetCurrent"),
    Choice("UserSetDefault", _USER_SETS, store=KEPT),
    # The older name of the same; the real unit shows both.
    Choice("UserSetDefaultSelector", _USER_SETS, register="UserSetDefault"),
]

TRANSPORT: list[Node] = [
    _fixed("PayloadSize"),
    Integer("TLParamsLocked", 0, 0, 1, store=STATE),
    _fixed("TransmitFailureCount"),
    _fixed("USB3LinkRecoveryCount"),
]

#: Chunks by name: the bytes of each. Their numbers count from 1; 0 is the image.
CHUNKS = {
    "FrameCounter": 4,
    "Timestamp": 8,
    "ExposureTime": 8,
    "Gain": 8,
    "BlackLevel": 8,
    "Width": 4,
    "Height": 4,
    "OffsetX": 4,
    "OffsetY": 4,
    "PixelFormat": 4,
}
FLOAT_CHUNKS = {"ExposureTime", "Gain", "BlackLevel"}

CHUNK: list[Node] = [
    Boolean("ChunkModeActive", locked=_STREAMING),
    Choice("ChunkSelector", numbered(*CHUNKS)),
    Boolean("ChunkEnable", selector="ChunkSelector", locked=_STREAMING),
]

CATEGORIES: dict[str, list[Node]] = {
    "DeviceControl": DEVICE,
    "ImageFormatControl": IMAGE,
    "AcquisitionControl": ACQUISITION,
    "AnalogControl": ANALOG,
    "DigitalIOControl": DIGITAL_IO,
    "UserSetControl": USER_SETS,
    "TransportLayerControl": TRANSPORT,
    "ChunkDataControl": CHUNK,
}
