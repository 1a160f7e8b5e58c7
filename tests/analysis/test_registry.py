from importlib.metadata import EntryPoint

import pytest

from analysis.scenes import findings
from camsetup.analysis import registry
from camsetup.analysis.registry import CHECKS, ENTRY_POINT_GROUP, Check, checks, judged
from camsetup.domain.verdict import CheckResult, Outcome
from camsetup.session.steps import STEP_CHECKS


def judge_nothing(findings):
    return CheckResult("nothing", Outcome.PASS)


NOTHING = Check("nothing", "Nothing", judge_nothing)
NO_CHECK = "nothing"


@pytest.fixture
def plugged(monkeypatch):
    """Pretend that packages bring these checks."""

    def plug(*values):
        points = [EntryPoint("nothing", value, ENTRY_POINT_GROUP) for value in values]
        monkeypatch.setattr(registry, "entry_points", lambda group: points)
        checks.cache_clear()
        return checks()

    yield plug
    checks.cache_clear()


def test_every_row_answers_under_its_own_key():
    results = judged(CHECKS, findings())
    assert [result.key for result in results] == [check.key for check in CHECKS]


def test_every_check_that_decides_a_step_exists():
    wanted = {key for keys in STEP_CHECKS.values() for key in keys}
    assert wanted <= {check.key for check in CHECKS}


def test_whoever_must_act_is_told_what_to_do():
    for result in judged(CHECKS, findings()):
        assert result.message
        assert bool(result.remedy) or result.outcome <= Outcome.PASS


def test_a_package_can_bring_a_check(plugged, monkeypatch):
    suite = plugged(f"{__name__}:NOTHING")
    assert len(suite) == len(CHECKS) + 1
    assert judged(suite, findings())[-1].outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("no_such_package:CHECK", "ModuleNotFoundError"),
        ("json:NO_SUCH_NAME", "AttributeError"),
        ("json:dumps", "TypeError"),
    ],
)
def test_a_broken_package_is_named_and_stops_nothing(plugged, value, error):
    results = judged(plugged(value), findings())
    assert len(results) == len(CHECKS) + 1
    assert results[-1].key == "nothing"
    assert results[-1].outcome is Outcome.NOT_SET
    assert error in results[-1].message


def test_a_check_that_breaks_at_work_is_named_and_stops_nothing():
    def judge_badly(findings):
        raise ZeroDivisionError("no frames")

    bad = Check("bad", "Bad", judge_badly)
    broken, good = judged((bad, NOTHING), findings())
    assert broken.outcome is Outcome.NOT_SET
    assert "ZeroDivisionError: no frames" in broken.message
    assert good.outcome is Outcome.PASS
