"""What is drawn on a figure, as the tests look at it."""

from __future__ import annotations

import numpy as np
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle
from matplotlib.text import Text


def titled(figure, beginning):
    """Return the axes whose title begins so."""
    (found,) = [
        axes for axes in figure.axes if axes.get_title(loc="left").startswith(beginning)
    ]
    return found


def lines(axes):
    """Return all points of the lines that have more than two, as n×2 arrays."""
    return [line.get_xydata() for line in axes.lines if len(line.get_xdata()) > 2]


def marks(axes, shape):
    """Return the points marked with a shape."""
    found = [line.get_xydata() for line in axes.lines if line.get_marker() == shape]
    return np.concatenate(found) if found else np.empty((0, 2))


def limits(axes):
    """Return the heights of the dashed lines across."""
    return [
        line.get_ydata()[0]
        for line in axes.lines
        if line.get_linestyle() == "--" and len(line.get_xdata()) == 2
    ]


def photo(axes):
    """Return the picture that is shown."""
    (image,) = [child for child in axes.get_children() if isinstance(child, AxesImage)]
    return np.asarray(image.get_array())


def boxes(axes):
    """Return (x, y, width, height) of every rectangle, by its name."""
    return {
        patch.get_label(): (*patch.get_xy(), patch.get_width(), patch.get_height())
        for patch in axes.patches
        if isinstance(patch, Rectangle)
    }


def words(figure):
    """Return all that is written on a figure, in the order of drawing."""
    texts = figure.findobj(Text, include_self=False)
    written = dict.fromkeys(text for text in texts if text.get_text())
    return " ".join(text.get_text() for text in written)
