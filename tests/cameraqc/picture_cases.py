"""Pictures for the image checks: real frames, and what may happen to them."""

from __future__ import annotations

import cv2
import numpy as np

from camsetup.cameraqc.cameras import FACE_ROIS


def template(references: np.ndarray, camera: str) -> np.ndarray:
    """Return the face of reference 0."""
    rows, columns = (slice(*pair) for pair in FACE_ROIS[camera])
    return np.ascontiguousarray(references[0][rows, columns])


def moved(frame: np.ndarray, x: int, y: int) -> np.ndarray:
    """Return the frame with its content moved; what left comes back."""
    return np.roll(frame, (y, x), (0, 1))


def rescaled(frame: np.ndarray, gain: float, offset: float) -> np.ndarray:
    return np.clip(np.rint(gain * frame + offset), 0, 255).astype(np.uint8)


def noisy(frame: np.ndarray, sd: float, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, sd, frame.shape)
    return np.clip(np.rint(frame + noise), 0, 255).astype(np.uint8)


def blurred(frame: np.ndarray, sigma: float) -> np.ndarray:
    return cv2.GaussianBlur(frame, None, sigma) if sigma > 0 else frame


def warped(frame: np.ndarray, degrees: float, scale: float) -> np.ndarray:
    height, width = frame.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, scale)
    return cv2.warpAffine(frame, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)


def repeated(tile: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Return a picture tiled with another: many places fit equally well."""
    down, across = -(-shape[0] // tile.shape[0]), -(-shape[1] // tile.shape[1])
    return np.ascontiguousarray(np.tile(tile, (down, across))[: shape[0], : shape[1]])


def flat(shape: tuple[int, int], level: int) -> np.ndarray:
    return np.full(shape, level, np.uint8)
