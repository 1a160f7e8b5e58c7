"""Image cases: frames made from a recipe, and ibllib's answers on them."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup.cameraqc.image_report import image_report
from camsetup.cameraqc.references import find_references, load_references

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    import numpy as np

_SHARED = Path(__file__).resolve().parents[4] / "shared"
_REFERENCES = _SHARED / "data" / "ibl"

#: How far off a number may be, by the last part of its key: absolute, relative.
_TOLERANCES = {
    "mean": (1e-5, 0),
    "std": (1e-5, 0),
    "score": (1e-5, 0),
    "score_gap": (1e-5, 0),
    "hist_corr": (1e-4, 0),
    "offset_pct": (1e-5, 0),
    # Four decimals are written down: half of the last one on either side.
    "laplacian_var": (1.01e-4, 1e-5),
    "fft_mean": (1.01e-4, 1e-5),
}

#: The margin, and how near to a threshold numerical differences may turn an outcome.
_MARGINS = {
    "brightness": 1e-5,
    "offset_pct": 1e-5,
    "hist_corr": 1e-4,
    "laplacian_rel": 1e-5,
    "fft": 1e-4,
}

#: With a lesser gap to the second best place, the best one is a matter of rounding.
_FLAT_GAP = 1e-5

#: What depends on where the face is.
_OF_PLACE = (
    "top_left",
    "median_top_left",
    "offset",
    "offset_pct",
    "score_gap",
    "top_left_sqdiff_normed",
)

#: What a threshold decides.
_VERDICTS = ("outcome", "face", "hist", "outcome_px", "laplacian_pass", "fft_pass")


def image_cases(folder: Path) -> list[dict]:
    """Return the cases of every ``*_cases.json`` in a folder."""
    return [
        case
        for path in sorted(folder.glob("*_cases.json"))
        for case in json.loads(path.read_text())["cases"]
    ]


def disagreements(case: dict, folder: Path) -> list[str]:
    """Say in what our answers on a case differ from ibllib's; empty when in nothing."""
    recipes = _recipes(folder)
    frames = recipes.render(case, _references())
    if recipes.sha(frames) != case.get("sha256", recipes.sha(frames)):
        return ["the frames are not those that ibllib judged"]
    references = _references()[case["camera"]]
    found = image_report(frames, case["camera"], references, case.get("n_samples"))
    return list(_compared(case["expected"], found, case.get("margin", {}), ""))


@cache
def _recipes(folder: Path) -> ModuleType:
    """Load make_cases.py from the folder, or else the one of ../shared/oracle."""
    path = folder / "make_cases.py"
    if not path.exists():
        path = _SHARED / "oracle" / "make_cases.py"
    spec = importlib.util.spec_from_file_location("make_cases", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _references() -> dict[str, np.ndarray]:
    folder = _REFERENCES if _REFERENCES.is_dir() else None
    return {
        camera: load_references(find_references(camera, folder))
        for camera in ("left", "right", "body")
    }


def _compared(expected, found, margins, key) -> Iterator[str]:
    """Compare every part of an answer that we know of."""
    if isinstance(expected, dict):
        for name, part in expected.items():
            if name in found:
                yield from _compared(part, found[name], margins, f"{key}.{name}")
    elif not _may_differ(key, margins) and not _same(expected, found, key):
        yield f"{key[1:]}: ibllib {expected}, ours {found}"


def _may_differ(key: str, margins: dict[str, float]) -> bool:
    """Say whether rounding alone decides this, and nobody can agree but by chance."""
    part = key.rpartition(".")[2]
    if part in _OF_PLACE:
        return margins.get("match_gap", 1) <= _FLAT_GAP
    if part in _VERDICTS:
        return any(margins.get(name, 1) <= near for name, near in _MARGINS.items())
    return False


def _same(expected, found, key: str) -> bool:
    if isinstance(expected, list):
        return len(expected) == len(found) and all(
            _same(one, other, key) for one, other in zip(expected, found, strict=True)
        )
    if isinstance(expected, float):
        absolute, relative = _TOLERANCES.get(key.rpartition(".")[2], (0, 0))
        return abs(expected - found) <= absolute + relative * abs(expected)
    return expected == found
