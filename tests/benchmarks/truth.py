"""The simulator's truth against what the program says.

    python -m benchmarks.truth [--virtual]

Twenty poses, five defocus values, five apertures; each through the whole program
(session, checks) without a window. With ``--virtual`` the twenty poses stand before
virtual Chameleon3s and come through the GenTL driver: harvesters, GenApi, binning,
turning, and the settings of the rig file.
"""

from __future__ import annotations

import argparse
import os
from contextlib import contextmanager
from urllib.parse import urlencode

import numpy as np

from camsetup.domain.pose import Pose
from camsetup.profiles.outlines import load_outline
from camsetup.session.plan import make_plan
from camsetup.session.process import prepare_process
from camsetup.session.session import Session
from waiting import wait_until

ROLES = (("training", "left"), ("recording", "right"), ("recording", "body"))
INSPECTIONS = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--virtual", action="store_true")
    arguments = parser.parse_args()
    prepare_process()
    _poses(arguments.seed, virtual_camera if arguments.virtual else simulator)
    if not arguments.virtual:
        _defocus()
        _apertures()


@contextmanager
def simulator(_rig: str, _role: str, knobs):
    """Yield the address of a simulated camera."""
    yield f"simulator?{urlencode(knobs)}"


@contextmanager
def virtual_camera(rig: str, role: str, knobs):
    """Plug in a virtual Chameleon3 that looks at the same; yield its address."""
    # The others need no compiler.
    from camsim.build import producer  # noqa: PLC0415
    from camsim.control import VirtualCamera  # noqa: PLC0415
    from camsim.scene import show_rig  # noqa: PLC0415

    os.environ["CAMSIM_BUS"] = f"truth-{os.getpid()}"
    camera = VirtualCamera.make("18012444")
    try:
        show_rig(camera, make_plan(rig, role).rig.cameras[0], **knobs)
        yield f"gentl:{camera.serial}?producer={producer()}"
    finally:
        camera.remove()


def _settled(rig: str, role: str, through=simulator, **knobs: float):
    """Run one camera until its verdicts are steady; return its state."""
    with through(rig, role, knobs) as address:
        return _settled_at(rig, role, address)


def _settled_at(rig: str, role: str, address: str):
    plan = make_plan(rig, role, [address])
    session = Session(plan.rig, plan.addresses)
    seen: list[int] = []

    def steady():
        camera = session.state.cameras[0]
        inspection = camera.inspection
        if inspection is not None and inspection.frame_id not in seen:
            seen.append(inspection.frame_id)
        return camera if len(seen) >= INSPECTIONS else None

    session.start()
    try:
        return wait_until(steady, timeout_s=60)
    finally:
        session.close()


def _poses(seed: int, through) -> None:
    print("Poses: truth, what the program says, error")
    print(
        f"{'camera':8}{'dx':>8}{'dy':>8}{'roll':>7}{'zoom':>7}   "
        f"{'dx':>8}{'dy':>8}{'roll':>7}{'zoom':>7}   {'error px':>9}"
        f"{'°':>8}{'%':>7}{'match':>7}  position"
    )
    rng = np.random.default_rng(seed)
    errors = []
    for i in range(20):
        rig, role = ROLES[i % len(ROLES)]
        outline = load_outline(make_plan(rig, role).rig.cameras[0].outline)
        size = make_plan(rig, role).rig.cameras[0].size
        shift = rng.uniform(-0.1, 0.1, 2) * size.width
        truth = Pose(
            round(float(shift[0]), 1),
            round(float(shift[1]), 1),
            round(float(rng.uniform(-6, 6)), 2),
            round(float(rng.uniform(0.9, 1.1)), 3),
        )
        camera = _settled(
            rig,
            role,
            through,
            dx=truth.dx_px,
            dy=truth.dy_px,
            roll=truth.rotation_deg,
            zoom=truth.scale,
            seed=i,
        )
        said = camera.inspection.alignment
        points = np.vstack([line.points for line in outline.scaled(size).lines])
        error = said.pose.rms_px(points, size, truth)
        errors.append(error)
        print(
            f"{role:8}{truth.dx_px:8.1f}{truth.dy_px:8.1f}{truth.rotation_deg:7.2f}"
            f"{truth.scale:7.3f}   {said.pose.dx_px:8.1f}{said.pose.dy_px:8.1f}"
            f"{said.pose.rotation_deg:7.2f}{said.pose.scale:7.3f}   {error:9.2f}"
            f"{said.pose.rotation_deg - truth.rotation_deg:8.3f}"
            f"{100 * (said.pose.scale - truth.scale):7.2f}{said.match:7.0f}  "
            f"{camera.inspection.check('position').outcome.name}"
            f"{'' if said.recognised else ' NOT RECOGNISED'}"
        )
    print(f"worst {max(errors):.2f} px, median {np.median(errors):.2f} px")


def _defocus() -> None:
    print("\nDefocus: disk radius px, equivalent sigma r/2, what the program says")
    for rig, role in ROLES[:2]:
        for radius in (0.0, 1.0, 2.0, 3.0, 5.0):
            camera = _settled(rig, role, mouse=1, defocus=radius)
            focus, check = camera.inspection.focus, camera.inspection.check("focus")
            blur = "-" if focus is None or focus.blur_px is None else focus.blur_px
            blur = blur if isinstance(blur, str) else f"{blur:.2f}"
            score = float("nan") if focus is None else focus.score
            print(
                f"{role:8}r {radius:4.1f}  σ {radius / 2:4.2f}   blur {blur:>5} px"
                f"  score {score:.3f}  {check.outcome.name}  {check.remedy}"
            )


def _apertures() -> None:
    print("\nAperture: relative light, what the program says")
    for rig, role in ROLES:
        for aperture in (0.4, 0.7, 1.0, 1.5, 2.5):
            camera = _settled(rig, role, mouse=1, aperture=aperture)
            exposure = camera.inspection.exposure
            checks = [
                camera.inspection.check(key) for key in ("saturation", "brightness")
            ]
            share = exposure.mouse_percent
            mouse = "-" if share is None else f"{share:.2f}"
            print(
                f"{role:8}aperture {aperture:4.1f}   mouse ≥ 250: {mouse:>6} %   frame"
                f" {exposure.bright_percent:5.2f} %   ROI {exposure.roi_mean:6.1f}   "
                + "; ".join(
                    f"{check.key} {check.outcome.name} {check.remedy}"
                    for check in checks
                )
            )


if __name__ == "__main__":
    main()
