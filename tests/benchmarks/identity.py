"""Whether cameras that are swapped or upside down are named, and others never.

    python tests/benchmarks/identity.py [--seed 1] [--trials 6]

Pictures of each view (simulated with and without a mouse, a little off; IBL's real
frames as they are, and spoilt as the benchmark of the alignment spoils them) are shown
as if each role's camera had sent them, mounted as that role's ought to be or turned by
180°; and pictures of no rig. Ends with 0 when nothing was taken for what it is not, and
every picture that was not spoilt was known.
"""

import argparse
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.warping import spoilt
from benchmarks.wrong_pictures import fitted, wrong_pictures
from camsetup.analysis.alignment import Aligner
from camsetup.analysis.identity import Identifier, Sight, View, turned
from camsetup.domain.rig import Orientation
from camsetup.profiles.outlines import load_outline
from camsetup.profiles.rigs import load_rig
from camsetup.sources.address import Address
from camsetup.sources.simulator import SimulatorDriver
from conftest import find_ibl_frames
from hand_clock import HandClock

RIG = load_rig("recording")
MOUNTED = (Orientation.UPRIGHT, Orientation.TURNED_180)


@cache
def views():
    return [
        View(role.name, load_outline(role.outline), role.orientation)
        for role in RIG.cameras
    ]


@cache
def aligner(outline_name):
    return Aligner(load_outline(outline_name))


class Remembering:
    """Searches a picture once for each outline and turn of it, whatever the role."""

    def __init__(self):
        self.kept = {}
        self.searches, self.seconds = 0, 0.0

    def aligner_of(self, outline):
        return _Searching(self, aligner(outline.name), outline.name)


class _Searching:
    def __init__(self, memory, found_by, name):
        self._memory, self._found_by, self._name = memory, found_by, name

    def search(self, pixels):
        key = (self._name, pixels.tobytes())
        if key not in self._memory.kept:
            begun = time.process_time()
            self._memory.kept[key] = self._found_by.search(pixels)
            self._memory.seconds += time.process_time() - begun
            self._memory.searches += 1
        return self._memory.kept[key]


def simulated(role, rng, trials):
    """Yield (sort, picture): first as the outline has it, then a little off."""
    for trial in range(2 * trials):
        mouse, width = trial % 2, role.size.width
        knobs = {"mouse": mouse, "seed": trial // 2}
        if trial > 1:
            knobs |= {
                "dx": rng.uniform(-0.06, 0.06) * width,
                "dy": rng.uniform(-0.06, 0.06) * width,
                "roll": rng.uniform(-4, 4),
                "zoom": rng.uniform(0.94, 1.06),
                "light": rng.uniform(0.5, 1.5),
            }
        options = {name: f"{value}" for name, value in knobs.items()}
        source = SimulatorDriver(HandClock()).open(
            Address("simulator", "", options), role
        )
        source.apply(role.profile)
        source.start()
        yield ("mouse in" if mouse else "empty rig"), source.read(1.0).pixels
        source.close()


def real(role, rng, trials):
    """Yield (sort, picture) of IBL's frames."""
    ibl = find_ibl_frames()
    if ibl is None:
        print(f"  no frames of IBL are at hand for {role.name}")
        return
    for frame in ibl.frames(role.name):
        picture = fitted(frame, role.size)
        yield "real", picture
        for _ in range(trials):
            yield "real, spoilt", spoilt(picture, rng).pixels


def orientation(name):
    return RIG.camera(name).orientation


def judged(picture, role, memory):
    identifier = Identifier(role, views(), memory.aligner_of)
    while not identifier.finished:
        identifier.look(picture)
    return identifier.sight


def count_rigs(counts, rng, trials, cost):
    """Show every picture as each role's camera would, and count what is said of it."""
    for seen in RIG.cameras:
        for pictures in (simulated, real):
            for sort, picture in pictures(seen, rng, trials):
                memory = Remembering()
                for role in RIG.cameras:
                    for turn in MOUNTED:
                        turns = (seen.orientation, turn, role.orientation)
                        sight = judged(turned(picture, *turns), role.name, memory)
                        truth = Sight(seen.name, turn)
                        counts[sort, _word(sight, truth)] += 1
                cost.append((memory.searches, memory.seconds))


def count_others(counts, seed):
    """Count what is said of pictures of no rig."""
    for sort, _name, picture in wrong_pictures(
        "body", aligner("recording-body"), {}, seed
    ):
        sight = judged(picture, "left", Remembering())
        counts[sort, _word(sight, None)] += 1


def _word(sight, truth):
    if sight is None:
        return "undecided"
    return "right" if sight == truth else "WRONG"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trials", type=int, default=6)
    arguments = parser.parse_args()
    counts, cost = Counter(), []
    count_rigs(counts, np.random.default_rng(arguments.seed), arguments.trials, cost)
    count_others(counts, arguments.seed)
    for sort in sorted({sort for sort, _ in counts}):
        said = {word: counts[sort, word] for word in ("right", "undecided", "WRONG")}
        print(f"  {sort:<20}", "  ".join(f"{n:>4} {word}" for word, n in said.items()))
    searches, seconds = (sum(each) for each in zip(*cost, strict=True))
    print(f"  {1e3 * seconds / searches:.0f} ms of work for a search")
    wrong = sum(number for (_, word), number in counts.items() if word == "WRONG")
    missed = sum(
        counts[sort, "undecided"] for sort in ("empty rig", "mouse in", "real")
    )
    sys.exit(1 if wrong or missed else 0)


if __name__ == "__main__":
    main()
