"""Reading a video: our one pass beside ibllib's seeking, the same frames of it.

    python -m benchmarks.cameraqc_video --ibllib PYTHON [--minutes 10] [--videos FOLDER]

PYTHON is the interpreter of an environment that holds ibllib 4.1.0. Each side reads in
a process of its own and prints what it read as digests, so nothing is taken on trust.
A video is some seconds of picture, coded once and repeated, with key frames as the
coder sets them. ibllib runs this file as a script: nothing of camsetup is imported
at its top.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

_FRAMES = Path(__file__).resolve().parents[3] / "shared" / "data" / "ibl"
#: The left camera's wheel, and 20 s of it in the middle.
_ROI = ((800, 1020), (233, 1096))
_RATE_HZ, _PERIOD_S, _NOISE_SD, _NOISES = 30, 20, 3, 16
#: x264 sets a key frame every 250 frames: three groups, so that repeats join smoothly.
_CODED = 750
_WANTED_RATIO = 3


@dataclass(frozen=True)
class Coding:
    """How a camera's pictures are coded."""

    codec: str
    options: dict[str, str] = field(default_factory=dict)
    key_distance: int = 250


CODINGS = {
    "h264, as IBL compresses": Coding("libx264", {"preset": "slow", "crf": "29"}),
    "h264, veryfast": Coding("libx264", {"preset": "veryfast", "crf": "20"}),
    "mp4v, as OpenCV writes": Coding("mpeg4", {"b": "8M"}, 12),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ibllib", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--samples", type=int, default=100)
    parser.add_argument("--videos", type=Path, help="folder to keep the videos in")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.videos or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        count = int(arguments.minutes * 60 * _RATE_HZ)
        print_table(
            (name, *both(write_video(folder, coding, count), arguments))
            for name, coding in CODINGS.items()
        )


def both(path: Path, arguments) -> tuple[dict, dict]:
    """Return what ibllib and we read, and what it cost."""
    command = [path, str(arguments.samples)]
    return (
        answer([arguments.ibllib, __file__, "ibllib", *command]),
        answer([sys.executable, "-m", "benchmarks.cameraqc_video", "ours", *command]),
    )


def answer(command: list) -> dict:
    """Run one side and return the JSON that it prints last."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def print_table(rows) -> None:
    from rich.console import Console  # noqa: PLC0415 - ibllib's side has none
    from rich.table import Table  # noqa: PLC0415

    table = Table("video", "ibllib", "ours", "ratio", "CPU", "peak MB", "same frames")
    for name, theirs, ours in rows:
        ratio = theirs["seconds"] / ours["seconds"]
        met = "met" if ratio >= _WANTED_RATIO else f"{_WANTED_RATIO}× MISSED"
        table.add_row(
            name,
            f"{theirs['seconds']:.1f} s",
            f"{ours['seconds']:.1f} s",
            f"{ratio:.1f}× {met}",
            f"{theirs['cpu_seconds'] / ours['cpu_seconds']:.1f}×",
            f"{theirs['peak_mb']:.0f} / {ours['peak_mb']:.0f}",
            "yes" if theirs["read"] == ours["read"] else "NO",
        )
    Console(width=110).print(table)


def write_video(folder: Path, coding: Coding, count: int) -> Path:
    """Write a video of a left camera, unless it is there; return its path."""
    path = folder / f"{coding.codec}_{coding.options.get('preset', '')}_{count}.mp4"
    if not path.exists():
        coded = path.with_suffix(".once.mp4")
        _write_pictures(coded, coding)
        _repeat(coded, path, count)
        coded.unlink()
    return path


def _write_pictures(path: Path, coding: Coding) -> None:
    import av  # noqa: PLC0415 - ibllib's side has none

    with av.open(path, "w") as container:
        stream = container.add_stream(coding.codec, rate=_RATE_HZ)
        stream.width, stream.height, stream.pix_fmt = 1280, 1024, "yuv420p"
        stream.options = coding.options
        stream.codec_context.gop_size = coding.key_distance
        for picture in _pictures():
            frame = av.VideoFrame.from_ndarray(picture, format="gray")
            container.mux(stream.encode(frame.reformat(format="yuv420p")))
        container.mux(stream.encode())


def _pictures():
    """Yield a rig with sensor noise and a texture that moves where the wheel is."""
    reference = np.load(_FRAMES / "frames_left.npy")[0]
    random = np.random.default_rng(4)
    noise = random.normal(0, _NOISE_SD, (_NOISES, *reference.shape))
    noisy = np.clip(np.rint(reference + noise), 0, 255).astype(np.uint8)
    (top, bottom), (left, right) = _ROI
    blocks = random.integers(20, 230, ((bottom - top) // 8 + 1, 160))
    texture = np.kron(blocks, np.ones((8, 8))).astype(np.uint8)[: bottom - top]
    for i in range(_CODED):
        picture = noisy[i % _NOISES].copy()
        turned = np.roll(texture, round(60 * np.sin(i / 20)), axis=1)
        picture[top:bottom, left:right] = turned[:, : right - left]
        yield picture


def _repeat(coded: Path, path: Path, count: int) -> None:
    """Put the packets of a video one after the other, as often as needed."""
    import av  # noqa: PLC0415 - as above

    with av.open(path, "w") as target:
        stream = None
        for start in range(0, count, _CODED):
            with av.open(coded) as source:
                video = source.streams.video[0]
                stream = stream or target.add_stream_from_template(video)
                shift = round(start / _RATE_HZ / video.time_base)
                for packet in source.demux(video):
                    if packet.size:
                        packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                        packet.stream = stream
                        target.mux(packet)


def read_ours(path: Path, samples: int) -> dict:
    """Read by camsetup.cameraqc."""
    from camsetup import cameraqc  # noqa: PLC0415 - ibllib's side has none
    from camsetup.cameraqc.raw.video import read_video  # noqa: PLC0415
    from camsetup.session.process import prepare_process  # noqa: PLC0415

    prepare_process()

    def read() -> tuple[np.ndarray, np.ndarray]:
        length = cameraqc.read_properties(path).length
        indices = cameraqc.sample_indices(length, samples)
        content = read_video(path, indices, _period(length), _ROI)
        return content.frames, content.motion_energy

    return measured(read)


def read_ibllibs(path: Path, samples: int) -> dict:
    """Read by the functions that CameraQC calls."""
    from brainbox.video import motion_energy  # noqa: PLC0415 - only there
    from ibllib.io.video import (  # noqa: PLC0415 - only there
        get_video_frames_preload,
        get_video_meta,
    )

    (top, bottom), (left, right) = _ROI
    region = np.s_[top:bottom, left:right, 0]

    def read() -> tuple[np.ndarray, np.ndarray]:
        length = get_video_meta(path).length
        indices = np.linspace(100, length - 100, samples).astype(int)
        frames = get_video_frames_preload(
            path, indices, mask=np.s_[:, :, 0], quiet=True
        )
        wheel = get_video_frames_preload(path, _period(length), mask=region, quiet=True)
        return frames, motion_energy(wheel, 2, normalize=False)[0].astype(float)

    return measured(read)


def _period(length: int) -> np.ndarray:
    count = min(_PERIOD_S * _RATE_HZ, length // 2)
    return np.arange(length // 2, length // 2 + count)


def measured(read) -> dict:
    """Return digests of what was read, and seconds and memory it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = read()
    return {
        "seconds": time.perf_counter() - wall,
        "cpu_seconds": time.process_time() - cpu,
        "peak_mb": peak_mb(),
        "read": [hashlib.sha256(np.ascontiguousarray(a)).hexdigest() for a in found],
    }


def peak_mb() -> float:
    """Return the most memory that this process held; of Linux only.

    Not ``ru_maxrss``: a process begins with that of the one that started it.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(x.split()[1]) for x in lines if x.startswith("VmHWM")) / 1e3


if __name__ == "__main__":
    if sys.argv[1:2] in (["ours"], ["ibllib"]):
        side = read_ours if sys.argv[1] == "ours" else read_ibllibs
        print(json.dumps(side(Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        main()
