"""A sheet: the figure on which a check is drawn, all of one size and style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.offsetbox import AnnotationBbox, HPacker, TextArea
from matplotlib.patheffects import withStroke
from matplotlib.ticker import LogLocator, NullLocator

from camsetup.cameraqc.figures import palette
from camsetup.cameraqc.phrases import OUTCOME_WORDS

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.gridspec import GridSpec
    from matplotlib.patheffects import AbstractPathEffect
    from numpy.typing import NDArray

    from camsetup.cameraqc.wording import Headline
    from camsetup.domain.verdict import Outcome

WIDTH_INCHES = 10.0
HEIGHT_INCHES = 4.6

#: The title's strip; the report's page cuts it off and says the same in its own type.
HEAD_INCHES = 0.8

#: The group by which the title's artists are known.
HEAD = "head"

#: A photo is drawn at most this wide; more pixels cannot be seen.
PHOTO_WIDTH = 640

TEXT_SIZE = 8.5

#: So many characters of a title fill the line; longer ones are written smaller.
_FULL_LINE = 90

#: From such a range on, an axis has room for powers of ten alone.
_MANY_TIMES = 100

#: How limits and expectations are drawn.
DASHES = (0, (5, 3))


@dataclass(frozen=True, slots=True)
class Title:
    """What stands over a picture; ``judged_by`` is what has judged."""

    camera: str
    check: str
    outcome: Outcome
    headline: Headline
    judged_by: str = "session gate"


class Sheet:
    """A figure with its title, and room below it for axes."""

    def __init__(self, title: Title) -> None:
        self.figure = Figure(
            figsize=(WIDTH_INCHES, HEIGHT_INCHES), facecolor=palette.SURFACE
        )
        self.title = title
        _write_title(self.figure, title)

    def grid(self, rows: int, columns: int, **spacing: Any) -> GridSpec:  # noqa: ANN401 - matplotlib's own
        """Divide the room below the title."""
        places = {
            "left": 0.06,
            "right": 0.985,
            "bottom": 0.115,
            "top": 1 - (HEAD_INCHES + 0.3) / HEIGHT_INCHES,
            "wspace": 0.16,
            "hspace": 0.62,
        }
        return self.figure.add_gridspec(rows, columns, **(places | spacing))

    def axes(self, place: Any, title: str = "") -> Axes:  # noqa: ANN401 - matplotlib's own
        """Add axes for numbers."""
        axes = self.figure.add_subplot(place)
        axes.set_facecolor("none")
        axes.spines[["top", "right"]].set_visible(False)
        for spine in axes.spines.values():
            spine.set_color(palette.RULE)
        axes.tick_params(
            colors=palette.DIM, labelsize=TEXT_SIZE, color=palette.RULE, which="both"
        )
        _name(axes, title)
        return axes

    def photo(self, place: Any, frame: NDArray[np.uint8], title: str) -> Axes:  # noqa: ANN401 - matplotlib's own
        """Add a frame, in the coordinates of its pixels."""
        axes = self.figure.add_subplot(place)
        height, width = frame.shape
        axes.imshow(
            _shrunk(frame),
            cmap="gray",
            vmin=0,
            vmax=255,
            extent=(-0.5, width - 0.5, height - 0.5, -0.5),
        )
        axes.set(xticks=[], yticks=[], autoscale_on=False)
        axes.spines[:].set_visible(False)
        axes.set_anchor("NW")
        _name(axes, title)
        return axes


def label(axes: Axes, x: str, y: str) -> None:
    """Say what the axes measure, units included."""
    axes.set_xlabel(x, fontsize=TEXT_SIZE, color=palette.DIM)
    axes.set_ylabel(y, fontsize=TEXT_SIZE, color=palette.DIM)


def limit(axes: Axes, y: float, text: str = "", *, below: bool = False) -> None:
    """Draw a limit across the axes, and say what it is at its right end."""
    axes.axhline(y, color=palette.DIM, linewidth=1.1, linestyle=DASHES, zorder=4)
    note(axes, y, text, below=below)


def note(axes: Axes, y: float, text: str, *, below: bool = False) -> None:
    """Write at the right end of a line across the axes, readable over what is drawn."""
    axes.annotate(
        text,
        (1, y),
        xycoords=("axes fraction", "data"),
        xytext=(-2, -4 if below else 4),
        textcoords="offset points",
        ha="right",
        va="top" if below else "bottom",
        fontsize=8,
        color=palette.INK,
        bbox={"facecolor": palette.SURFACE, "alpha": 0.8, "linewidth": 0, "pad": 1},
        zorder=5,
    )


def explain(axes: Axes, **options: Any) -> None:  # noqa: ANN401 - matplotlib's own
    """Name the lines of axes above their right end, where nothing is drawn."""
    style = {
        "loc": "lower right",
        "bbox_to_anchor": (1.01, 0.985),
        "fontsize": 8,
        "frameon": False,
        "ncols": 4,
        "labelcolor": palette.DIM,
        "handlelength": 1.4,
        "columnspacing": 1.4,
        "borderaxespad": 0.2,
    }
    axes.legend(**(style | options))


def plain_log(axes: Axes) -> None:
    """Make the y-axis logarithmic, with numbers as people write them.

    To be called when all is drawn: over many powers of ten, only these are named.
    """
    axes.set_yscale("log", nonpositive="clip")
    low, high = axes.get_ylim()
    steps = (1,) if high > _MANY_TIMES * low else (1, 2, 5)
    axes.yaxis.set_major_locator(LogLocator(subs=steps, numticks=6))
    axes.yaxis.set_major_formatter("{x:g}")
    axes.yaxis.set_minor_locator(NullLocator())


def halo() -> list[AbstractPathEffect]:
    """Return the dark edge that lets a bright line show on fur and on black."""
    return [withStroke(linewidth=3.4, foreground=palette.HALO, alpha=0.75)]


def _name(axes: Axes, title: str) -> None:
    axes.set_title(title, loc="left", fontsize=9.5, color=palette.INK, pad=7)


def _write_title(figure: Figure, title: Title) -> None:
    look = palette.LOOKS[title.outcome]
    height = 1 - 0.31 / HEIGHT_INCHES
    shape = Line2D([0.024], [height], linestyle="none", **look.marker)
    figure.add_artist(shape).set_gid(HEAD)
    sentence = AnnotationBbox(
        _sentence(title, look),
        (0.045, height),
        xycoords="figure fraction",
        box_alignment=(0, 0.5),
        frameon=False,
        pad=0,
    )
    figure.add_artist(sentence).set_gid(HEAD)
    figure.text(
        0.0455,
        height - 0.24 / HEIGHT_INCHES,
        f"{title.camera} camera · {title.check.replace('_', ' ')} · {title.judged_by}",
        size=TEXT_SIZE,
        color=palette.DIM,
        va="center",
        gid=HEAD,
    )


def _sentence(title: Title, look: palette.Look) -> HPacker:
    """Say what was found, how that is judged, and what was allowed."""
    found, allowed = title.headline.finding, title.headline.limit
    word = OUTCOME_WORDS[title.outcome]
    parts = [
        (f"{found}:", palette.INK, "bold"),
        (word + "," * bool(allowed), look.colour, "bold"),
        (allowed, palette.DIM, "normal"),
    ]
    size = 12 * min(1, _FULL_LINE / sum(len(text) for text, *_ in parts))
    areas: list[Artist] = [
        TextArea(
            _plain(text), textprops={"color": colour, "size": size, "weight": weight}
        )
        for text, colour, weight in parts
    ]
    return HPacker(children=areas, pad=0, sep=5, align="baseline")


def _plain(text: str) -> str:
    """Keep matplotlib from reading formulas into dollar signs."""
    return text.replace("$", r"\$")


def _shrunk(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = frame.shape
    if width <= PHOTO_WIDTH:
        return frame
    size = (PHOTO_WIDTH, max(1, round(height * PHOTO_WIDTH / width)))
    return np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), np.uint8)
