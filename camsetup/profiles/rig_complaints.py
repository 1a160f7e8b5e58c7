"""What is wrong in a rig file, said by file, line and key."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pydantic import BaseModel

from camsetup.profiles.closest import closest
from camsetup.profiles.rig_file import CameraPart, RigFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from camsetup.profiles.plain_yaml import Document, Place

#: More complaints than this help nobody.
_MOST_COMPLAINTS = 5

#: How a key's ending reads aloud.
_UNITS = {
    "_hz": " in hertz",
    "_us": " in microseconds",
    "_db": " in decibels",
    "_px": " in pixels",
    "_percent": " in per cent",
    "_deg": " in degrees",
}


def complaints(document: Document, error: ValidationError) -> str:
    """Return what pydantic found, one line for each complaint."""
    found = error.errors(include_url=False, include_context=True)
    lines = [_said(document, _place(e), _complaint(e)) for e in found]
    return "\n".join(lines[:_MOST_COMPLAINTS])


def contradictions(document: Document, rig: RigFile) -> str:
    """Return what is wrong between keys that are each right; empty when nothing."""
    return "\n".join(_said(document, *pair) for pair in _contradictions(rig))


def _said(document: Document, place: Place, text: str) -> str:
    return f"{document.file}, line {document.line(place)}: {_spelled(place)}{text}"


def _spelled(place: Place) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    name = "".join(steps).lstrip(".")
    return f"{name} " if name else ""


def _place(error: ErrorDetails) -> Place:
    return tuple(step for step in error["loc"] if step != "[key]")


def _complaint(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    place = _place(error)
    if kind == "extra_forbidden":
        known = _keys(place[:-1])
        hint = closest(str(place[-1]), known)
        return f"is not a key of a rig file. {hint}Allowed here: {', '.join(known)}."
    if kind == "missing":
        return "is missing."
    wanted = _WANTED.get(kind, error["msg"][:1].lower() + error["msg"][1:])
    unit = next((text for end, text in _UNITS.items() if _ends(place, end)), "")
    return (
        f"must be {wanted.format(**context)}{unit}, "
        f"and is {_shortened(error['input'])}."
    )


_WANTED = {
    "float_type": "a number, without quotes or a unit,",
    "int_type": "a whole number, without quotes or a unit,",
    "int_from_float": "a whole number",
    "string_type": "text in quotes",
    "list_type": "a list",
    "model_type": "a group of keys",
    "literal_error": "{expected}",
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "at least {ge:g}",
    "less_than": "less than {lt:g}",
    "less_than_equal": "at most {le:g}",
    "finite_number": "a finite number",
    "too_short": "a list of at least {min_length}",
    "too_long": "a list of at most {max_length}",
    "string_pattern_mismatch": "a short word of letters, digits, - and _",
    "string_too_short": "text of at least {min_length} character",
    "string_too_long": "text of at most {max_length} characters",
}


def _ends(place: Place, ending: str) -> bool:
    return any(isinstance(step, str) and step.endswith(ending) for step in place[-2:])


def _shortened(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _keys(place: Place) -> tuple[str, ...]:
    """Return the keys that are allowed at a place."""
    model: type[BaseModel] = RigFile
    for step in place:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return tuple(model.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inside = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in inside if model), None)


def _contradictions(rig: RigFile) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for index, camera in enumerate(rig.cameras):
        place: Place = ("cameras", index)
        if camera.role in seen:
            yield (*place, "role"), f"{camera.role} is there twice."
        seen.add(camera.role)
        for key, text in _camera_contradictions(camera):
            yield place + key, text


def _camera_contradictions(camera: CameraPart) -> Iterator[tuple[Place, str]]:
    exposure, frame_us = camera.settings.exposure_us, 1e6 / camera.rate_hz
    if exposure is not None and exposure >= frame_us:
        yield (
            ("settings", "exposure_us"),
            f"is {exposure:g} µs, and must be less than 1/rate_hz ({frame_us:.0f} µs):"
            " the camera would silently slow down.",
        )
    focus, aperture = camera.target.focus, camera.target.aperture
    if focus.warning_blur_px < focus.blur_px:
        yield (
            ("target", "focus", "warning_blur_px"),
            f"must not be less than blur_px ({focus.blur_px:g}).",
        )
    (low, high), (lowest, highest) = aperture.green_percent, aperture.amber_percent
    if low >= high:
        yield (
            ("target", "aperture", "green_percent"),
            "must be [lowest, highest].",
        )
    if lowest > low or highest < high:
        yield (
            ("target", "aperture", "amber_percent"),
            f"must enclose green_percent ([{low:g}, {high:g}]).",
        )
