"""Small raw files, as the rigs write them."""

from __future__ import annotations

import io
import json

import numpy as np


def doubles(*values) -> bytes:
    """What Bonsai writes of whole numbers."""
    return np.array(values, "<f8").tobytes()


def packed(seconds, finer: int = 0):
    """Camera stamps: 7 bits of seconds, 13 of 125 µs, 12 that are finer."""
    ticks = np.rint(np.asarray(seconds, float) * 8000).astype(np.int64)
    return (ticks // 8000 % 128 << 25) | (ticks % 8000 << 12) | finer


def npy(array) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def trial(start_s: float = 0.0, bpod_start_s: float = 0.0, **events) -> bytes:
    """One line of Bpod's task data."""
    behavior = {
        "Bpod start timestamp": bpod_start_s,
        "Trial start timestamp": start_s,
        "Trial end timestamp": 60.0,
        "States timestamps": {"trial_start": [[0, 0.1]]},
        "Events timestamps": events,
    }
    return json.dumps({"behavior_data": behavior}).encode() + b"\n"


def training_description(**camera) -> str:
    return json.dumps(
        {
            "version": "1.0.0",
            "devices": {"cameras": {"left": {"sync_label": "audio", **camera}}},
            "sync": {"bpod": {"collection": "raw_behavior_data"}},
            "tasks": [{"trainingChoiceWorld": {"collection": "raw_behavior_data"}}],
        }
    )


def write_sync(folder, fronts: dict[int, list[float]]) -> None:
    """Write the fronts of some channels, each up first, in the order of time."""
    rows = sorted(
        (time, channel, 1 - 2 * (i % 2))
        for channel, times in fronts.items()
        for i, time in enumerate(times)
    )
    folder.mkdir(parents=True, exist_ok=True)
    for column, attribute in enumerate(("times", "channels", "polarities")):
        values = np.array([row[column] for row in rows])
        np.save(folder / f"_spikeglx_sync.{attribute}.npy", values)


def write_training_session(session) -> None:
    """A session of four frames by one camera, with everything that belongs to it."""
    raw, alf = session / "raw_video_data", session / "alf"
    behavior = session / "raw_behavior_data"
    for folder in (raw, alf, behavior):
        folder.mkdir(parents=True)
    stem = "_iblrig_leftCamera"
    (raw / f"{stem}.frame_counter.bin").write_bytes(doubles(5, 6, 7, 8))
    (raw / f"{stem}.GPIO.bin").write_bytes(doubles(0, 2**28, 2**28, 0))
    (raw / f"{stem}.timestamps.ssv").write_text(
        "".join(
            f"2021-03-04T10:00:0{i}.0000000+01:00 {stamp} \n"
            for i, stamp in enumerate(packed([127, 127.5, 128, 128.5]))
        )
    )
    np.save(alf / "_ibl_leftCamera.times.npy", np.arange(4) / 30)
    np.save(alf / "_ibl_wheel.timestamps.npy", np.arange(5) / 10)
    np.save(alf / "_ibl_wheel.position.npy", np.arange(5.0))
    (behavior / "_iblrig_taskData.raw.jsonable").write_bytes(
        trial(10, 9, BNC2High=[1.0], BNC2Low=[1.5])
    )
    (session / "_ibl_experiment.description.yaml").write_text(training_description())
