"""The house's own rules: who imports whom, how long things are, what is committed."""

import fnmatch
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from benchmarks.sizes import measure
from camsetup.sources.registry import BUILT_IN

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CHECKOUT = Path(__file__).resolve().parents[1]
LOCK = CHECKOUT / "packaging" / "requirements.lock"

TOP_LEVEL = {
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "camsetup",
    "resources",
    "tests",
    "packaging",
}

#: Written so that this file does not match itself.
BANNED = {
    "a package registry": re.compile(
        r"pypi[.]org|pythonhosted[.]org|pypi[.]python|anaconda[.]org|npmjs[.]org"
        r"|deb[.]debian[.]org|archive[.]ubuntu|--(extra-)?index-url \S*:"
    ),
    "a path of one machine": re.compile(
        r"(?<![\w.~$}/-])/(?:work|root|home|Users|opt|tmp|mnt)/\w"
    ),
}


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sizes():
    return measure()


def committed_files():
    """Yield what git would track, without needing git."""
    lines = (CHECKOUT / ".gitignore").read_text(encoding="utf-8").split()
    ignored = [line.strip("/") for line in lines] + [".git"]

    def visit(folder):
        for path in sorted(folder.iterdir()):
            if any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored):
                continue
            if path.is_dir():
                yield from visit(path)
            else:
                yield path

    return visit(CHECKOUT)


def test_rooms_import_downwards_only():
    """In a process of its own: import-linter leaves a thread behind."""
    command = "from importlinter.cli import lint_imports_command as lint; lint()"
    linter = subprocess.run(
        [sys.executable, "-c", command, "--no-cache", "--no-logo"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linter.returncode == 0, linter.stdout + linter.stderr


def test_every_driver_is_kept_apart_from_the_others(project):
    contracts = project["tool"]["importlinter"]["contracts"]
    (apart,) = [c["modules"] for c in contracts if c["type"] == "independence"]
    assert set(apart) == {place.partition(":")[0] for place in BUILT_IN.values()}


def test_no_module_is_longer_than_300_lines(sizes):
    assert [module for module in sizes.modules if module.lines > 300] == []


def test_no_function_is_longer_than_40_lines(sizes):
    assert [function for function in sizes.functions if function.lines > 40] == []


def test_the_median_function_is_shorter_than_10_lines(sizes):
    assert statistics.median(function.lines for function in sizes.functions) < 10


def test_every_module_begins_with_a_sentence_about_its_contents():
    silent = [
        path
        for path in (CHECKOUT / "camsetup").rglob("*.py")
        if not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert silent == []


@pytest.mark.parametrize("what", BANNED)
def test_nothing_committed_names(what):
    found = []
    for path in committed_files():
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode().splitlines(), 1):
            if BANNED[what].search(line):
                found.append(f"{path.relative_to(CHECKOUT)}:{number}: {line.strip()}")
    assert found == []


def test_the_top_level_holds_only_what_belongs_there():
    tops = {path.relative_to(CHECKOUT).parts[0] for path in committed_files()}
    assert {top for top in tops if not top.startswith(".")} == TOP_LEVEL


def test_the_lock_names_no_place_and_hashes_every_pin():
    text = LOCK.read_text(encoding="utf-8")
    assert not re.search(r"://|^-|file:|\.whl", text, re.MULTILINE)
    pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(pins) > 40
    assert [pin for pin in pins if "--hash=sha256:" not in pin] == []


def test_the_lock_satisfies_the_project(project):
    pins = re.findall(r"^([\w-]+)==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE)
    wanted = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    for requirement in map(Requirement, wanted):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        versions = [version for pinned, version in pins if pinned == name]
        assert versions, f"{requirement} is not in the lock: sh packaging/lock.sh"
        assert all(requirement.specifier.contains(version) for version in versions)
