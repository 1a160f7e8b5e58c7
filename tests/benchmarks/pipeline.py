"""The whole program for a minute: frames lost, pictures painted, time and memory.

    python -m benchmarks.pipeline [--seconds 60] [--size 1920x1080]

Recording rig, three simulated cameras at 60, 150 and 30 Hz, a real window off
screen, every frame counted, all checks running; then again with a busy pure-Python
thread in the process. The simulator alone is measured first, in the same run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading

from PyQt6.QtWidgets import QApplication

from benchmarks.program import (
    SETTLING_S,
    CpuMeter,
    Run,
    run_program,
    show_cameras,
    show_threads,
)
from camsetup.profiles.rigs import load_rig
from camsetup.session.process import prepare_process
from camsetup.sources.registry import open_source

ADDRESS = "simulator?mouse=1&wheel_speed=1&seed=3"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--part", choices=("alone", "quiet", "busy"))
    arguments = parser.parse_args()
    if arguments.part is None:
        _each_part_in_a_process_of_its_own()
        return
    prepare_process()
    if arguments.part == "alone":
        alone = simulator_alone(min(arguments.seconds, 15.0))
        print(f"simulator alone: {alone:.1f} % of one core", flush=True)
        return
    application = QApplication([])
    show(run(arguments, busy=arguments.part == "busy"), arguments.part)
    application.quit()


def _each_part_in_a_process_of_its_own() -> None:
    for part in ("alone", "quiet", "busy"):
        command = [sys.executable, "-m", "benchmarks.pipeline", *sys.argv[1:]]
        subprocess.run([*command, "--part", part], check=True)


def simulator_alone(seconds: float) -> float:
    """Return the share of one core that reading the three cameras takes."""
    stop = threading.Event()

    def read(role) -> None:
        source = open_source(ADDRESS, role)
        source.apply(role.profile)
        source.start()
        while not stop.is_set():
            source.read(1.0)
        source.close()

    threads = [
        threading.Thread(target=read, args=(role,))
        for role in load_rig("recording").cameras
    ]
    for thread in threads:
        thread.start()
    stop.wait(SETTLING_S / 2)
    with_cpu = CpuMeter()
    stop.wait(seconds)
    percent = with_cpu.percent()
    stop.set()
    for thread in threads:
        thread.join()
    return percent


def run(arguments, *, busy: bool) -> Run:
    rig = load_rig("recording")
    over = threading.Event()
    if busy:
        threading.Thread(target=_compute, args=(over,), daemon=True).start()
    addresses = {role.name: ADDRESS for role in rig.cameras}
    try:
        return run_program(
            rig, addresses, seconds=arguments.seconds, size=arguments.size
        )
    finally:
        over.set()


def _compute(over: threading.Event) -> None:
    total = 0
    while not over.is_set():
        total = (total * 31 + 7) % 1_000_003


def show(run: Run, part: str) -> None:
    busy = part == "busy"
    print(f"\n{'with a busy pure-Python thread' if busy else 'nothing else running'}")
    show_cameras(run)
    if not busy:
        print(
            f"process: {run.cpu_percent:.1f} % of one core, the simulator's share "
            "(above) included"
        )
        show_threads(run)


if __name__ == "__main__":
    main()
