"""Pictures in which an outline must not be recognised."""

import cv2
import numpy as np
import skimage.data

from benchmarks.warping import spoilt

#: Natural pictures that come with scikit-image itself.
NATURAL = (
    "astronaut",
    "brick",
    "camera",
    "cell",
    "chelsea",
    "clock",
    "coffee",
    "coins",
    "grass",
    "gravel",
    "horse",
    "hubble_deep_field",
    "immunohistochemistry",
    "moon",
    "page",
    "rocket",
    "text",
)

#: A mirrored left camera is much like a right one: that is no mistake.
TWINS = {"left", "right"}


def wrong_pictures(view, aligner, frames, seed):
    """Yield (sort, name, h×w uint8) of what is not this view's rig.

    ``frames`` has right pictures of every view.
    """
    size = aligner.model.size
    rng = np.random.default_rng([seed, 4, len(view)])
    for other, pictures in frames.items():
        for index, picture in enumerate(pictures):
            picture = fitted(picture, size)
            for turned, changed in _changes(view, other, picture):
                name = f"{other} {index} {turned}"
                yield turned, name, changed
                yield turned, f"{name}, spoilt", spoilt(changed, rng).pixels
    yield from _nothings(size, rng)
    for name in NATURAL:
        for part in range(2):
            yield "natural pictures", f"{name} {part}", _part(name, size, rng)


def fitted(picture, size):
    return cv2.resize(
        picture, (size.width, size.height), interpolation=cv2.INTER_LINEAR
    )


def _changes(view, other, picture):
    if other != view:
        yield "another view", picture
    elif view in TWINS or other == "body":
        yield "mirrored", np.ascontiguousarray(picture[:, ::-1])
    if other == view:
        yield "turned by 180°", np.ascontiguousarray(picture[::-1, ::-1])


def _nothings(size, rng):
    shape = (size.height, size.width)
    for spread in (2, 8, 20, 60):
        noise = rng.normal(100, spread, shape)
        yield "noise", f"noise {spread}", np.clip(noise, 0, 255).astype(np.uint8)
    for spread in (1, 3, 8):
        dark = rng.normal(2, spread, shape)
        yield "dark", f"dark {spread}", np.clip(dark, 0, 255).astype(np.uint8)
    for grey in (0, 90, 255):
        yield "flat", f"flat {grey}", np.full(shape, grey, np.uint8)
    ramp = np.linspace(0, 200, size.width, dtype=np.uint8)
    yield "flat", "ramp", np.tile(ramp, (size.height, 1))


def _part(name, size, rng):
    """Cut a random part of the right shape out of a natural picture."""
    picture = np.asarray(getattr(skimage.data, name)())
    if picture.dtype == bool:
        picture = picture * np.uint8(255)
    if picture.ndim == 3:
        picture = cv2.cvtColor(picture[..., :3], cv2.COLOR_RGB2GRAY)
    height, width = picture.shape
    factor = min(width / size.width, height / size.height) * rng.uniform(0.6, 1)
    w, h = int(size.width * factor), int(size.height * factor)
    x, y = rng.integers(width - w + 1), rng.integers(height - h + 1)
    return fitted(np.ascontiguousarray(picture[y : y + h, x : x + w]), size)
