"""The command line: one program, its window, and the commands without one."""

from __future__ import annotations

import signal
import sys
from enum import Enum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from camsetup import __version__
from camsetup.app.opening import Opening, open_window
from camsetup.cli import options
from camsetup.cli.align import align
from camsetup.cli.check import check
from camsetup.cli.doctor import doctor
from camsetup.cli.exit_codes import ExitCode, of_error
from camsetup.cli.qc import qc
from camsetup.cli.sources import sources
from camsetup.domain.errors import CamsetupError, UsageError
from camsetup.domain.frame import Size
from camsetup.session.end_requests import end_requests
from camsetup.session.plan import make_plan
from camsetup.session.steps import Step

if TYPE_CHECKING:

    class ParsingError(Exception):
        """What typer raises when it does not understand the command line."""

        def show(self) -> None:
            """Print it with a hint on stderr."""

else:
    # Typer keeps its own copy of click; this is the base of all its errors there.
    ParsingError = typer.BadParameter.__mro__[2]

program = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
program.command()(check)
program.command()(align)
program.command()(qc)
program.command()(sources)
program.command()(doctor)


class ThemeName(str, Enum):
    """How the window is coloured."""

    DARK = "dark"
    LIGHT = "light"


def main() -> None:
    """Run the command line and end the process with its exit code.

    A request to end (SIGTERM), and a terminal that is closed (SIGHUP), are taken as
    Ctrl-C is: cameras are put back first.
    """
    for asked in end_requests():
        signal.signal(asked, signal.default_int_handler)
    _let_anything_be_printed()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are said on stderr."""
    try:
        code = program(arguments, standalone_mode=False)
    except CamsetupError as error:
        typer.echo(f"camsetup: {error}", err=True)
        return of_error(error)
    except ParsingError as error:
        error.show()
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        return ExitCode.INTERRUPTED
    return int(code or 0)


@program.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    rig: options.Rig = None,
    camera: options.Camera = None,
    source: options.Source = None,
    outline: options.Outline = None,
    step: Annotated[
        Step | None, typer.Option(help="Begin at this step.", case_sensitive=False)
    ] = None,
    theme: Annotated[ThemeName, typer.Option(help="Colours.")] = ThemeName.DARK,
    screenshot: Annotated[
        Path | None,
        typer.Option(metavar="PNG", help="Grab the window into this file and end."),
    ] = None,
    after: Annotated[
        float, typer.Option(metavar="SECONDS", min=0, help="Wait before the grab.")
    ] = 3.0,
    size: Annotated[
        str | None, typer.Option(metavar="WxH", help="Size of the window.")
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Say which.")] = False,
) -> None:
    """Set up and check the cameras of a neuroscience rig, live.

    Without a command the window opens, on the simulated rig unless --source says
    otherwise.

    Example: camsetup --rig recording --source "simulator?dx=40&dy=-12&mouse=1"
    """
    if context.invoked_subcommand is not None:
        return
    if version:
        typer.echo(f"camsetup {__version__}")
        return
    opening = Opening(
        plan=make_plan(rig, camera, source or (), outline),
        step=step,
        theme=theme.value,
        screenshot=screenshot,
        after_s=after,
        size=_size(size),
    )
    raise typer.Exit(open_window(opening))


def _let_anything_be_printed() -> None:
    """Print a question mark for what a console or a file's encoding does not have."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


_SMALLEST, _LARGEST = 320, 8192


def _size(text: str | None) -> Size | None:
    if text is None:
        return None
    width, _, height = text.lower().replace("×", "x").partition("x")
    sides = [int(side) if side.isdecimal() else 0 for side in (width, height)]
    if not all(_SMALLEST <= side <= _LARGEST for side in sides):
        raise UsageError(
            f"--size {text} is no size of a window.", remedy="Write it like 1280x800."
        )
    return Size(*sides)
