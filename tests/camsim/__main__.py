"""Virtual cameras by hand: make them, and let things go wrong, from any terminal.

From the checkout's ``tests`` folder: ``../.venv/bin/python -m camsim --help``.
"""

from __future__ import annotations

import time
from pathlib import Path  # noqa: TC003 - typer reads signatures
from typing import Annotated

import numpy as np
import typer

from camsetup.domain.errors import CamsetupError
from camsetup.profiles.rigs import load_rig
from camsim.build import NoCompilerError, producer
from camsim.control import NoCameraError, VirtualCamera, bus_name, serials
from camsim.nodes.models import Binning, Model
from camsim.scene import as_mounted, expose_for, rig_film, show_rig, waved

app = typer.Typer(help=__doc__, no_args_is_help=False, add_completion=False)

Serial = Annotated[str, typer.Argument(help="of the camera")]
Pan = Annotated[float, typer.Option(help="px to the right")]
Tilt = Annotated[float, typer.Option(help="px down")]
Roll = Annotated[float, typer.Option(help="° clockwise")]
Zoom = Annotated[float, typer.Option(help="larger above 1")]
Role = Annotated[str, typer.Option(help="left, right or body")]
RigName = Annotated[str, typer.Option("--rig", help="rig file")]


@app.callback(invoke_without_command=True)
def make(
    context: typer.Context,
    new: Annotated[str, typer.Option("--serials", help="comma between")] = "",
    binning: Annotated[
        str, typer.Option(help="vertical, video_mode, none")
    ] = "vertical",
    model: Annotated[str, typer.Option(help="chameleon3, blackfly_s")] = "chameleon3",
) -> None:
    """Put cameras on the bus, and say how to point the program at them."""
    if context.invoked_subcommand:
        return
    kind, way = Model[model.upper()], Binning[binning.upper()]
    for serial in filter(None, new.split(",")):
        VirtualCamera.make(serial, model=kind, binning=way).let_go()
    typer.echo(
        f"export GENICAM_GENTL64_PATH={producer().parent} CAMSIM_BUS={bus_name()}"
    )
    for serial in serials():
        typer.echo(f"camsetup --source gentl:{serial}")


@app.command("list")
def list_cameras() -> None:
    """Say of every camera on the bus how it is."""
    for serial in serials():
        camera = VirtualCamera(serial)
        place = "on the bus" if camera.is_plugged_in else "unplugged"
        owner = f"open in process {camera.owner_process}" if camera.is_open else "free"
        typer.echo(
            f"{serial}  {camera.registers['DeviceModelName']}  {place}, {owner};"
            f" frames: {camera.made} exposed, {camera.delivered} delivered,"
            f" {camera.dropped}"
            f" dropped, {camera.underrun} without a buffer"
        )


@app.command()
def unplug(serial: Serial) -> None:
    """Pull the plug; the camera keeps its settings."""
    VirtualCamera(serial).unplug()


@app.command("plug-in")
def plug_in(serial: Serial) -> None:
    """Plug the camera in again."""
    VirtualCamera(serial).plug_in()


@app.command("power-cycle")
def power_cycle(serial: Serial) -> None:
    """Unplug, forget, plug in: the power-up settings are back, automatics on."""
    VirtualCamera(serial).power_cycle()


@app.command()
def remove(serial: Serial) -> None:
    """Take the camera off the bus for good."""
    VirtualCamera(serial).remove()


@app.command()
def stall(serial: Serial, *, off: bool = False) -> None:
    """Send no frames though it streams; --off lets them come again."""
    VirtualCamera(serial).stall(on=not off)


@app.command()
def drop(serial: Serial, every: int) -> None:
    """Lose every so many-th frame on the way; 0 none."""
    VirtualCamera(serial).drop_every = every


@app.command()
def incomplete(serial: Serial, every: int) -> None:
    """Send every so many-th frame half; 0 none, 1 all."""
    VirtualCamera(serial).incomplete_every = every


@app.command()
def usb2(serial: Serial, *, off: bool = False) -> None:
    """Plug it into a USB 2 socket; --off into a USB 3 one."""
    VirtualCamera(serial).usb2 = not off


@app.command()
def pulse(
    serial: Serial, source: str = "Line0", count: int = 1, hz: float = 30.0
) -> None:
    """Give trigger pulses on a line."""
    camera = VirtualCamera(serial)
    for _ in range(count):
        camera.pulse(source)
        time.sleep(1 / hz)


@app.command("get")
def get_register(serial: Serial, node: str) -> None:
    """Read a register of camera or bench."""
    typer.echo(VirtualCamera(serial).registers[node])


@app.command("set")
def set_register(serial: Serial, node: str, value: str) -> None:
    """Write a node as another program would (SpinView): set SERIAL ExposureAuto Off."""
    registers = VirtualCamera(serial).registers
    registers[node] = value if isinstance(registers[node], str) else float(value)


@app.command()
def scene(
    serial: Serial,
    rig: RigName = "recording",
    role: Role = "left",
    pan: Pan = 0.0,
    tilt: Tilt = 0.0,
    roll: Roll = 0.0,
    zoom: Zoom = 1.0,
) -> None:
    """Put the simulator's rig before the camera, as a role's camera sees it."""
    knobs = {"dx": pan, "dy": tilt, "roll": roll, "zoom": zoom}
    show_rig(VirtualCamera(serial), load_rig(rig).camera(role), **knobs)


@app.command()
def picture(serial: Serial, file: Path) -> None:
    """Put a picture before the camera, scaled to the sensor."""
    import cv2  # noqa: PLC0415 - only here

    grey = cv2.imread(str(file), cv2.IMREAD_GRAYSCALE)
    if grey is None:
        raise typer.BadParameter(f"{file} is not a picture")
    scaled = cv2.resize(grey, (1280, 1024))
    VirtualCamera(serial).show(np.asarray(scaled, dtype=np.uint8))


@app.command()
def play(
    serial: Serial,
    rig: RigName = "recording",
    role: Role = "left",
    hz: float = 30.0,
    *,
    wave: bool = False,
) -> None:
    """Let a mouse run in the rig, or a hand wave before it, until Ctrl-C."""
    camera, side = VirtualCamera(serial), load_rig(rig).camera(role)
    expose_for(camera, side)
    film = rig_film(side, rate_hz=hz, mouse=1.0)
    try:
        for number, frame in enumerate(film):
            mounted = as_mounted(frame, side)
            camera.show(waved(mounted, number / hz) if wave else mounted)
            time.sleep(1 / hz)
    except KeyboardInterrupt:
        film.close()


def main() -> None:
    """Run the command line."""
    try:
        app()
    except (NoCameraError, NoCompilerError, CamsetupError) as problem:
        raise SystemExit(str(problem)) from problem


if __name__ == "__main__":
    main()
