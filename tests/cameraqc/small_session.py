"""Writes a small session folder, as a training rig leaves it, or parts of one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

RATE_HZ = 30
FRAMES = 260
SIZE = (160, 128)


@dataclass(frozen=True)
class SmallSession:
    """What to write; frames are ``picture``, or noise of mean 90."""

    camera: str = "left"
    frames: int = FRAMES
    rate_hz: float = RATE_HZ
    picture: np.ndarray | None = None
    without: frozenset[str] = field(default_factory=frozenset)

    def write(self, folder: Path) -> Path:
        for name in ("raw_video_data", "raw_behavior_data", "alf"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for part in ("video", "count", "pins", "ssv", "times", "task", "description"):
            if part not in self.without:
                getattr(self, f"_write_{part}")(folder)
        return folder

    def _raw(self, folder: Path, ending: str) -> Path:
        return folder / "raw_video_data" / f"_iblrig_{self.camera}Camera.{ending}"

    def _picture(self) -> np.ndarray:
        if self.picture is not None:
            return self.picture
        noise = np.random.default_rng(3).integers(40, 140, SIZE[::-1], dtype=np.uint8)
        return np.kron(noise[::4, ::4], np.ones((4, 4), np.uint8))

    def _write_video(self, folder):
        picture = self._picture()
        writer = cv2.VideoWriter(
            str(self._raw(folder, "raw.mp4")),
            cv2.VideoWriter_fourcc(*"mp4v"),
            self.rate_hz,
            picture.shape[::-1],
        )
        for _ in range(self.frames):
            writer.write(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR))
        writer.release()

    def _write_count(self, folder):
        count = np.arange(7, 7 + self.frames, dtype=float)
        count.tofile(self._raw(folder, "frame_counter.bin"))

    def _write_pins(self, folder):
        words = np.zeros(self.frames)
        words[50:54] = words[150:154] = 1 << 28
        words.tofile(self._raw(folder, "GPIO.bin"))

    def _write_ssv(self, folder):
        start = datetime(2026, 11, 20, 9, tzinfo=timezone.utc)
        lines = []
        for i in range(self.frames):
            seconds = 3 + i / self.rate_hz
            packed = int(seconds) << 25 | int(seconds % 1 * 8000) << 12
            time = start + timedelta(seconds=i / self.rate_hz)
            lines.append(f"{time.isoformat(timespec='microseconds')} {packed} \n")
        self._raw(folder, "timestamps.ssv").write_text("".join(lines))

    def _write_times(self, folder):
        times = 2 + np.arange(self.frames) / self.rate_hz
        np.save(folder / "alf" / f"_ibl_{self.camera}Camera.times.npy", times)

    def _write_task(self, folder):
        high = [2 + 50 / RATE_HZ, 2 + 150 / RATE_HZ]
        trial = {
            "behavior_data": {
                "Bpod start timestamp": 0.0,
                "Trial start timestamp": 0.0,
                "Trial end timestamp": 60.0,
                "States timestamps": {"trial_start": [[0, 0.0001]]},
                "Events timestamps": {
                    "BNC1High": [1.0],
                    "BNC1Low": [1.1],
                    "BNC2High": high,
                    "BNC2Low": [each + 0.1 for each in high],
                },
            }
        }
        path = folder / "raw_behavior_data" / "_iblrig_taskData.raw.jsonable"
        path.write_text(json.dumps(trial) + "\n")

    def _write_description(self, folder):
        height, width = self._picture().shape
        camera = {
            "collection": "raw_video_data",
            "fps": RATE_HZ,
            "width": width,
            "height": height,
        }
        content = {
            "devices": {"cameras": {self.camera: camera}},
            "sync": {"bpod": {"collection": "raw_behavior_data"}},
            "tasks": [{"choiceWorld": {"collection": "raw_behavior_data"}}],
        }
        path = folder / "_ibl_experiment.description.yaml"
        path.write_text(json.dumps(content))
