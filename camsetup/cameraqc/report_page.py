"""The report of a session as one page of HTML that needs nothing but itself."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from camsetup import __version__, paths
from camsetup.cameraqc.options import Mode
from camsetup.cameraqc.phrases import OUTCOME_WORDS
from camsetup.cameraqc.wording import as_sentence, headline, number
from camsetup.domain.verdict import Outcome
from camsetup.profiles.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from camsetup.cameraqc.evidence import Evidence
    from camsetup.cameraqc.reports import CameraReport, Difference, SessionReport
    from camsetup.cameraqc.results import Result

_MODES = {
    Mode.AGREEMENT: "agreement: as ibllib 4.1.0 judges, quirks included",
    Mode.STRICT: "strict: as CameraQC's documentation means it",
}

#: What can be missing, where the name of the field is not what people call it.
_FIELDS = {
    "audio": "Sounds",
    "bonsai_times": "Computer's times",
    "count": "Frame counter",
    "expected": "Expected rate and size",
    "pin_state": "Pins",
    "references": "Reference frames",
    "timestamps": "Times of the frames",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One check of one camera, ready to be written.

    ``strictly`` says what the gate would have said; ``drawing`` is SVG.
    """

    check: str
    outcome: Outcome
    number: str
    message: str
    remedy: str
    strictly: str
    caption: str
    drawing: Markup | None


@dataclass(frozen=True, slots=True)
class CameraPart:
    """One camera's part of the page."""

    name: str
    outcome: Outcome
    message: str
    facts: tuple[str, ...]
    entries: dict[str, Entry]

    @property
    def judged(self) -> list[Entry]:
        """Return the checks that were made, the worst first."""
        judged = [it for it in self.entries.values() if it.outcome]
        return sorted(judged, key=lambda entry: -entry.outcome)

    @property
    def not_judged(self) -> list[Entry]:
        """Return the checks that could not be made."""
        return [it for it in self.entries.values() if not it.outcome]


@dataclass(frozen=True, slots=True)
class Lack:
    """What could not be judged of which cameras, why, and what to do."""

    cameras: str
    what: str
    message: str
    remedy: str


def save_report(report: SessionReport, file: Path) -> None:
    """Write the report: one file, pictures and all.

    Raises
    ------
    InputError
        When the file cannot be written.
    """
    # The local time, with its zone: it is read by the people of this laboratory.
    page = report_page(report, datetime.now().astimezone())
    write_atomically(file, page.encode("utf-8", "replace"))


def report_page(report: SessionReport, when: datetime) -> str:
    """Return the page of a session that was judged at a time."""
    import jinja2  # noqa: PLC0415 - costs 0.1 s and only reports need it

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(paths.resources() / "cameraqc"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Whoever reads the page is somewhere else.
    session = Path(os.path.abspath(report.session))  # noqa: PTH100 - links stay links
    cameras = [_part(camera) for camera in report.cameras.values()]
    return environment.get_template("report.html.j2").render(
        report=report,
        session=session,
        name=_name(session),
        when=when,
        version=__version__,
        mode=_MODES[report.mode],
        words=OUTCOME_WORDS,
        title=title,
        cameras=cameras,
        extent=_extent(cameras),
        checks=sorted({check for camera in cameras for check in camera.entries}),
        differences=_differences(report),
        lacking=_lacking(report.cameras.values()),
    )


def title(check: str) -> str:
    """Return a check's name as people write it ("Pin state")."""
    return check.replace("_", " ").capitalize()


def _name(session: Path) -> str:
    """Return the end of the path that tells sessions apart: subject, date, number."""
    parts = [part for part in session.parts[-3:] if part != session.anchor]
    return " / ".join(parts) or str(session)


def _part(camera: CameraReport) -> CameraPart:
    return CameraPart(
        camera.camera,
        camera.outcome,
        camera.message,
        _facts(camera.evidence),
        {check: _entry(camera, check, it) for check, it in camera.results.items()},
    )


def _entry(camera: CameraReport, check: str, result: Result) -> Entry:
    said = headline(check, result, camera.evidence)
    difference = next((it for it in camera.differences if it.check == check), None)
    return Entry(
        check,
        result.outcome,
        number(check, result, camera.evidence),
        as_sentence(result.message),
        result.remedy,
        _strictly(difference),
        ", ".join(filter(None, (said.finding, said.limit))),
        _drawing(camera, check),
    )


def _strictly(difference: Difference | None) -> str:
    if difference is None:
        return ""
    return f"the session gate says {OUTCOME_WORDS[difference.gate]}."


def _drawing(camera: CameraReport, check: str) -> Markup | None:
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2

    from camsetup.cameraqc.figures import draw, svg  # noqa: PLC0415 - costs 0.5 s

    figure = draw(camera, check)
    # Text inside was escaped by matplotlib as it wrote the XML.
    return None if figure is None else Markup(svg(figure))


def _facts(evidence: Evidence | None) -> tuple[str, ...]:
    """Say what was looked at: the video, and how many frames of it."""
    if evidence is None:
        return ()
    facts = []
    if evidence.video is not None:
        video = evidence.video
        facts = [
            video.path.name,
            f"{video.length} frames",
            f"{video.rate_hz:g} Hz by its header",
            f"{video.size} px",
        ]
    if evidence.frames is not None:
        facts.append(f"{len(evidence.frames)} frames sampled")
    if evidence.unread:
        facts.append(f"{evidence.unread} of them could not be read and are black")
    return tuple(facts)


def _extent(cameras: list[CameraPart]) -> str:
    """Say how much of what might have been judged was; nothing when all was."""
    judged = sum(len(camera.judged) for camera in cameras)
    might = judged + sum(len(camera.not_judged) for camera in cameras)
    return "" if judged == might else f"{judged} of {might} checks judged"


def _differences(report: SessionReport) -> list[tuple[str, str, Difference]]:
    """List camera, place on the page and difference; a missing video is no check."""
    return [
        (name, f"{name}-{each.check}" if each.check in camera.results else name, each)
        for name, camera in report.cameras.items()
        for each in camera.differences
    ]


def _lacking(cameras: Iterable[CameraReport]) -> list[Lack]:
    """List every reason why something could not be judged, once."""
    reasons: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for camera in cameras:
        for what, message, remedy in _lacks(camera):
            named, things = reasons.setdefault((message, remedy), ([], []))
            named += [camera.camera] * (camera.camera not in named)
            things += [what] * (what not in things)
    return [
        Lack(_in_a_row(named), ", ".join(things), message, remedy)
        for (message, remedy), (named, things) in reasons.items()
    ]


def _lacks(camera: CameraReport) -> Iterator[tuple[str, str, str]]:
    """Yield what is missing, and the checks that nothing missing explains."""
    gaps = camera.evidence.gaps if camera.evidence else ()
    for gap in gaps:
        yield _FIELDS.get(gap.what, title(gap.what)), gap.message, gap.remedy
    explained = {gap.message for gap in gaps}
    for check, result in camera.results.items():
        if result.outcome is Outcome.NOT_SET and result.message not in explained:
            yield title(check), result.message, result.remedy
    if not camera.results and camera.message not in explained:
        yield "No check was made", camera.message, ""


def _in_a_row(words: list[str]) -> str:
    """Return "Left, right and body"."""
    *first, last = words
    return as_sentence(f"{', '.join(first)} and {last}" if first else last)
