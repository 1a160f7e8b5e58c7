"""Every case that ibllib has answered, answered by us and compared.

The cases are ``*_cases.json`` (frames) and ``*_sessions.json`` (timing, files, whole
sessions) in the folder that ``CAMSETUP_AGREEMENT`` names, by default ../shared/oracle.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cameraqc.agreement import images, sessions

_SHARED = Path(__file__).resolve().parents[3] / "shared" / "oracle"
FOLDER = Path(os.environ.get("CAMSETUP_AGREEMENT") or _SHARED)

IMAGE_CASES = images.image_cases(FOLDER) if FOLDER.is_dir() else []
SESSION_CASES = sessions.session_cases(FOLDER) if FOLDER.is_dir() else []


def _name(case):
    return f"{case['id']} {case.get('note') or case.get('family', '')}"


def test_there_are_cases_to_agree_with():
    if not FOLDER.is_dir() and "CAMSETUP_AGREEMENT" not in os.environ:
        pytest.skip("../shared/oracle is not here")
    assert IMAGE_CASES or SESSION_CASES


@pytest.mark.parametrize("case", IMAGE_CASES, ids=_name)
def test_frames_are_judged_as_ibllib_judges_them(case, ibl):
    assert images.disagreements(case, FOLDER) == []


@pytest.mark.parametrize("case", SESSION_CASES, ids=_name)
def test_a_session_is_judged_as_ibllib_judges_it(case, ibl, tmp_path):
    assert sessions.disagreements(case, FOLDER, tmp_path) == []
