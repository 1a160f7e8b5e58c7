"""``packaging/start.sh``, with programs that only note how they were called."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="start.sh is for Linux and macOS"
)

#: Notes its arguments; makes what ``-m venv`` and ``--screenshot`` would make.
PYTHON = """#!/bin/sh
echo "python $*" >>"$CALLS"
case "$*" in
    "-m venv"*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
    "-m pip install"*) [ -z "${PIP_FAILS:-}" ] ;;
    *--screenshot*) echo picture >camsetup-check/window.png ;;
    *"import genicam"*) echo "${GENICAM_SAYS:-}" >&2 ;;
    *"print("*libpython*) echo libpython3.11 ;;
    *" check "*) echo "{}"; exit "${CHECK_CODE:-0}" ;;
esac
"""

SONAMES = [
    "libGL.so.1",
    "libEGL.so.1",
    "libfontconfig.so.1",
    "libxkbcommon.so.0",
    "libdbus-1.so.3",
    "libglib-2.0.so.0",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-image.so.0",
    "libxcb-keysyms.so.1",
    "libxcb-randr.so.0",
    "libxcb-render-util.so.0",
    "libxcb-shape.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
]


class Desk:
    """A checkout with a space in its name, on a machine that is made up."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "my rig"
        self.bin = folder / "bin"
        self.calls_file = folder / "calls"
        self.environment = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "HOME": str(folder),
            "CALLS": str(self.calls_file),
            "PYTHON": str(self.bin / "python3"),
        }
        (self.root / "packaging").mkdir(parents=True)
        for name in ("start.sh", "requirements.lock"):
            shutil.copy(CHECKOUT / "packaging" / name, self.root / "packaging")
        shutil.copy(CHECKOUT / "pyproject.toml", self.root)
        fonts = folder / ".fonts"
        fonts.mkdir()
        (fonts / "plain.ttf").touch()
        self.bin.mkdir()
        self.program("python3", PYTHON)
        self.program("apt-get", '#!/bin/sh\necho "apt-get $*" >>"$CALLS"\n')
        self.program("cc", "#!/bin/sh\ncat >/dev/null\n")
        self.have_libraries(*SONAMES)
        self.be_user(1000)

    def program(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def have_libraries(self, *names: str) -> None:
        lines = "\n".join(f"echo '\t{name} (libc6) => somewhere'" for name in names)
        self.program("ldconfig", f"#!/bin/sh\n{lines}\n")

    def be_user(self, number: int) -> None:
        self.program("id", f"#!/bin/sh\necho {number}\n")

    def start(self, *arguments: str, **environment: str):
        self.calls_file.write_text("")
        return subprocess.run(
            ["sh", str(self.root / "packaging" / "start.sh"), *arguments],
            cwd=self.root,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )

    @property
    def calls(self) -> list[str]:
        lines = self.calls_file.read_text().splitlines()
        return [
            line for line in lines if "--version" not in line and " -c " not in line
        ]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def ready_desk(desk):
    assert desk.start("setup").returncode == 0
    return desk


def test_setup_makes_the_environment_installs_the_lock_and_then_camsetup(desk):
    assert desk.start("setup").returncode == 0
    venv, lock, camsetup = desk.calls
    assert venv.startswith("python -m venv --clear")
    assert "--require-hashes" in lock
    assert "requirements.lock" in lock
    assert f"--no-deps --no-build-isolation --editable {desk.root}" in camsetup


def test_a_second_setup_has_nothing_to_do(ready_desk):
    assert ready_desk.start("setup").returncode == 0
    assert ready_desk.calls == []


@pytest.mark.parametrize("changed", ["packaging/requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_is_installed_into_what_is_there(ready_desk, changed):
    with (ready_desk.root / changed).open("a") as file:
        file.write("# newer\n")
    ready_desk.start("setup")
    assert [call.split()[2] for call in ready_desk.calls] == ["pip", "pip"]


def test_a_setup_that_broke_off_starts_anew(desk):
    broken = desk.start("setup", PIP_FAILS="1")
    assert broken.returncode != 0
    assert "run again" in broken.stderr
    assert desk.start("setup").returncode == 0
    assert desk.calls[0].startswith("python -m venv --clear")


def test_an_environment_whose_python_is_gone_is_made_anew(ready_desk):
    (ready_desk.root / ".venv" / "bin" / "python").unlink()
    ready_desk.start("setup")
    assert ready_desk.calls[0].startswith("python -m venv --clear")


def test_a_checkout_that_was_moved_is_installed_again(ready_desk):
    ready_desk.root = ready_desk.root.rename(ready_desk.root.with_name("elsewhere"))
    ready_desk.start("setup")
    assert f"--editable {ready_desk.root}" in ready_desk.calls[-1]


def test_a_user_is_told_the_command_that_installs_what_is_missing(desk):
    desk.have_libraries(*[name for name in SONAMES if "GL" not in name])
    told = desk.start("setup")
    assert told.returncode != 0
    assert "sudo apt-get install libgl1 libegl1\n" in told.stdout
    assert desk.calls == []


def test_root_gets_installed_what_is_missing_and_nothing_else(desk):
    desk.be_user(0)
    desk.have_libraries(*SONAMES[1:])
    assert desk.start("setup").returncode == 0
    update, install = [call for call in desk.calls if call.startswith("apt-get")]
    assert update.startswith("apt-get update")
    assert install.endswith(" --no-install-recommends libgl1")


def test_what_apt_says_is_shown_when_it_fails(desk):
    desk.be_user(0)
    desk.have_libraries()
    desk.program("apt-get", "#!/bin/sh\necho no network today\nexit 100\n")
    failed = desk.start("setup")
    assert failed.returncode != 0
    assert "no network today" in failed.stderr


def test_arguments_go_to_the_program_as_they_are(ready_desk):
    ready_desk.start("check", "--source", "two words.npy")
    assert ready_desk.calls == ["python -m camsetup check --source two words.npy"]


def test_with_a_display_the_window_opens(ready_desk):
    ready_desk.start(DISPLAY=":9")
    assert ready_desk.calls == ["python -m camsetup"]


def test_arguments_of_test_go_to_pytest(ready_desk):
    ready_desk.start("test", "-k", "pose")
    assert ready_desk.calls == ["python -m pytest -k pose"]


NO_LIBRARY = "ImportError: libpython3.11.so.1.0: cannot open shared object file"


def test_root_gets_python_as_a_library_where_genicam_wants_it(desk):
    desk.be_user(0)
    desk.start("setup", GENICAM_SAYS=NO_LIBRARY)
    assert desk.calls[-1].endswith(" --no-install-recommends libpython3.11")


def test_a_user_is_told_of_python_as_a_library_and_is_set_up(desk):
    told = desk.start("setup", GENICAM_SAYS=NO_LIBRARY)
    assert told.returncode == 0
    assert "sudo apt-get install libpython3.11" in told.stdout
    assert "Everything is set up" in told.stdout


def test_where_there_is_no_genicam_nothing_is_installed_for_it(desk):
    desk.be_user(0)
    desk.start("setup", GENICAM_SAYS="ModuleNotFoundError: No module named 'genicam'")
    assert not [call for call in desk.calls if "libpython" in call]


def test_root_gets_a_compiler_for_the_tests(ready_desk):
    ready_desk.be_user(0)
    ready_desk.program("cc", "#!/bin/sh\nexit 1\n")
    ready_desk.start("test")
    assert ready_desk.calls[1].endswith(" --no-install-recommends gcc libc6-dev")
    assert ready_desk.calls[-1] == "python -m pytest"


def test_without_a_compiler_a_user_is_told_and_the_tests_run(ready_desk):
    ready_desk.program("cc", "#!/bin/sh\nexit 1\n")
    told = ready_desk.start("test")
    assert "gcc libc6-dev" in told.stdout
    assert ready_desk.calls == ["python -m pytest"]


@pytest.mark.parametrize(("code", "words"), [("0", "all pass"), ("2", "FAIL")])
def test_without_a_display_it_leaves_a_picture_and_answers(ready_desk, code, words):
    shown = ready_desk.start(CHECK_CODE=code)
    assert shown.returncode == 0
    assert words in shown.stdout
    for name in ("window.png", "check.json"):
        path = ready_desk.root / "camsetup-check" / name
        assert path.exists()
        assert str(path) in shown.stdout
