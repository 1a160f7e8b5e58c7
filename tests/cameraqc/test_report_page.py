"""The report is one page that says everything, needs nothing and trusts nobody."""

import re
from dataclasses import replace
from datetime import datetime, timezone
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from cameraqc import made_up
from camsetup import __version__
from camsetup.cameraqc import results
from camsetup.cameraqc.options import Mode
from camsetup.cameraqc.report_page import report_page, save_report
from camsetup.cameraqc.reports import CameraReport, Difference, SessionReport
from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome

WHEN = datetime(2026, 11, 20, 14, 5, tzinfo=timezone.utc)
EVIL = "<script>alert(1)</script><img src=x onerror='alert(2)'>"


class Elements(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def named(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def read(page):
    return re.sub(r"\s+", " ", Elements(page).text)


def quick_report(**judged):
    """Return a camera's report on a few checks without pictures."""
    evidence = replace(made_up.evidence(frames=1, length=50), frames=None)
    judged = judged or {"resolution": results.Resolution(Outcome.PASS, "As it is.")}
    return made_up.camera_report(evidence, judged)


@pytest.fixture(scope="module")
def full_page():
    cameras = [
        made_up.camera_report(made_up.evidence(camera, frames=20))
        for camera in ("left", "right", "body")
    ]
    return report_page(made_up.session_report(*cameras), WHEN)


def test_the_page_says_what_was_judged_when_by_what_and_how():
    page = read(report_page(made_up.session_report(quick_report()), WHEN))
    assert "KS014 / 2026-11-20 / 001" in page
    assert "Subjects/KS014/2026-11-20/001" in page
    assert f"2026-11-20 14:05 by camsetup {__version__}" in page
    assert "agreement: as ibllib 4.1.0 judges" in page


@pytest.mark.parametrize("outcome", Outcome)
def test_an_outcome_is_a_shape_a_word_and_a_colour(outcome):
    report = quick_report(resolution=results.Resolution(outcome, "So it is."))
    page = report_page(made_up.session_report(report), WHEN)
    word = "not judged" if outcome is Outcome.NOT_SET else outcome.name
    name = outcome.name
    shown = f'class="outcome {name}">.{{0,99}}#shape-{name}.{{0,60}}{word}'
    assert re.search(shown, page)


def test_every_check_of_every_camera_has_a_cell_and_a_card(full_page):
    elements = Elements(full_page)
    named = elements.named("article") + elements.named("li")
    cards = {each["id"] for each in named if "id" in each}
    links = {each["href"][1:] for each in elements.named("a")}
    assert len(cards) == 33
    assert cards <= links


def test_findings_and_remedies_are_told():
    result = results.Framerate(
        Outcome.FAIL, "147.201 frames per second.", "Look at the trigger.", 147.2, 150
    )
    page = read(
        report_page(made_up.session_report(quick_report(framerate=result)), WHEN)
    )
    assert "147.201 frames per second." in page
    assert "Look at the trigger." in page
    assert "147.20 Hz" in page


def test_the_worst_check_stands_first():
    judged = {
        "camera_times": results.CameraTimes(Outcome.PASS, "Fine.", "", 0),
        "file_headers": results.FileHeaders(Outcome.WARNING, "Doubtful."),
        "timestamps": results.Timestamps(Outcome.FAIL, "Wrong."),
    }
    page = report_page(made_up.session_report(quick_report(**judged)), WHEN)
    order = [each["id"] for each in Elements(page).named("article")]
    assert order == ["right-timestamps", "right-file_headers", "right-camera_times"]


def test_strict_differences_are_told_on_top():
    message = "gate PASS, but the face is 120 px off"
    position = results.Position(Outcome.FAIL, message, offset_px=(120.0, 0.0))
    report = CameraReport(
        "left",
        Outcome.FAIL,
        {"position": position},
        differences=(Difference("position", Outcome.PASS, Outcome.FAIL, message),),
    )
    page = report_page(made_up.session_report(report, mode=Mode.STRICT), WHEN)
    words = read(page)
    assert "strict: as CameraQC's documentation means it" in words
    assert words.index(message) < words.index("At a glance")
    assert "gate PASS , strictly FAIL" in words.replace("PASS,", "PASS ,")


def test_agreement_has_no_word_of_differences():
    page = read(report_page(made_up.session_report(quick_report()), WHEN))
    assert "Strict mode judges otherwise" not in page


def test_what_could_not_be_judged_is_told_with_its_reason_and_remedy():
    lacking = replace(made_up.evidence(frames=1), frames=None, gaps=(made_up.gap(),))
    judged = {
        "position": results.Position(Outcome.NOT_SET, "There is no frames_left.npy."),
        "pin_state": results.PinState(Outcome.NOT_SET, "There is no GPIO."),
    }
    page = read(
        report_page(
            made_up.session_report(made_up.camera_report(lacking, judged)), WHEN
        )
    )
    told = page[page.index("What could not be judged") :]
    assert "Reference frames. There is no frames_left.npy." in told
    assert "Give --references." in told
    assert "Pin state. There is no GPIO." in told
    assert told.count("Reference frames. There is no frames_left.npy.") == 1


def test_the_same_reason_is_told_once_for_all_its_checks():
    judged = {
        "brightness": results.Brightness(Outcome.NOT_SET, "There are no frames."),
        "focus": results.Focus(Outcome.NOT_SET, "There are no frames."),
        "resolution": results.Resolution(Outcome.PASS, "As it is."),
    }
    page = read(report_page(made_up.session_report(quick_report(**judged)), WHEN))
    assert "Brightness, Focus. There are no frames." in page
    assert "1 of 3 checks judged" in page


def test_the_same_reason_is_told_once_for_all_its_cameras():
    gap = replace(made_up.gap(), what="audio", message="There is no sync.")
    cameras = [
        made_up.camera_report(
            replace(made_up.evidence(name, frames=1), frames=None, gaps=(gap,)),
            {"pin_state": results.PinState(Outcome.NOT_SET, gap.message)},
        )
        for name in ("left", "right", "body")
    ]
    page = read(report_page(made_up.session_report(*cameras), WHEN))
    assert "Left, right and body camera: Sounds. There is no sync." in page


def test_a_session_is_named_in_full_wherever_it_was_judged(tmp_path, monkeypatch):
    folder = tmp_path / "KS014" / "2026-11-20" / "001"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    here = made_up.session_report(quick_report(), session=Path())
    page = read(report_page(here, WHEN))
    assert "KS014 / 2026-11-20 / 001" in page
    assert str(folder) in page


def test_a_session_judged_in_full_does_not_say_how_much():
    page = read(report_page(made_up.session_report(quick_report()), WHEN))
    assert "checks judged" not in page


def test_a_difference_that_is_no_check_leads_to_its_camera():
    report = replace(
        quick_report(),
        differences=(Difference("video", Outcome.NOT_SET, Outcome.CRITICAL, "None."),),
    )
    page = report_page(made_up.session_report(report, mode=Mode.STRICT), WHEN)
    (link,) = re.findall(r'href="#([^"]*)">Right camera, video', page)
    assert f'id="{link}"' in page


def test_a_camera_that_was_not_judged_says_why():
    report = CameraReport("body", Outcome.NOT_SET, {}, "There are no frames.")
    page = read(report_page(made_up.session_report(report), WHEN))
    assert "No check was made. There are no frames." in page
    assert "At a glance" not in page


def test_a_missing_video_is_told_once_with_its_remedy():
    gap = replace(made_up.gap(), what="video", message="There is no mp4.")
    evidence = replace(made_up.evidence(frames=1), frames=None, gaps=(gap,))
    report = CameraReport("left", Outcome.NOT_SET, {}, gap.message, evidence=evidence)
    page = read(report_page(made_up.session_report(report), WHEN))
    assert f"Video. There is no mp4.{gap.remedy}" in page.replace("mp4. ", "mp4.")
    assert "No check was made" not in page


def test_a_session_without_cameras_is_a_page_too():
    page = read(report_page(SessionReport(Path("empty"), {}), WHEN))
    assert "No camera was found in this session." in page


def test_the_page_asks_nobody_for_anything(full_page):
    elements = Elements(full_page)
    fetched = {"script", "link", "iframe", "object", "embed", "base", "form"}
    assert fetched.isdisjoint(tag for tag, _ in elements.elements)
    for _, attributes in elements.elements:
        for name in ("src", "href", "xlink:href", "action", "srcset", "data"):
            value = attributes.get(name, "#")
            assert value.startswith(("#", "data:image/jpeg;base64,"))
    assert "http:" not in full_page
    assert "https:" not in full_page
    assert "@import" not in full_page
    assert set(re.findall(r"url\((.)", full_page)) <= {"#"}


def test_the_browser_is_told_to_fetch_nothing(full_page):
    (policy,) = [
        each["content"]
        for each in Elements(full_page).named("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'")


def test_three_cameras_stay_below_three_megabytes(full_page):
    assert 100_000 < len(full_page.encode()) < 3_000_000


def test_every_reference_inside_the_page_leads_somewhere(full_page):
    elements = Elements(full_page).elements
    ids = [each["id"] for _, each in elements if "id" in each]
    wanted = {
        each["href"][1:] for _, each in elements if each.get("href", "").startswith("#")
    }
    clips = set(re.findall(r"url\(#([^)]+)\)", full_page))
    assert wanted | clips <= set(ids)
    assert len(ids) == len(set(ids))


def test_malicious_names_are_only_text():
    evidence = made_up.evidence(frames=2, length=50)
    video = replace(evidence.video, path=Path(EVIL) / f"{EVIL}.mp4")
    gaps = (replace(made_up.gap(), what=EVIL, message=EVIL, remedy=EVIL),)
    evidence = replace(evidence, camera="right", video=video, gaps=gaps)
    judged = {
        "brightness": replace(made_up.brightness(evidence), message=EVIL, remedy=EVIL)
    }
    difference = Difference("brightness", Outcome.PASS, Outcome.FAIL, EVIL)
    camera = made_up.camera_report(evidence, judged, (difference,))
    report = made_up.session_report(
        replace(camera, camera=EVIL, message=EVIL), session=Path("Subjects") / EVIL
    )
    elements = Elements(report_page(report, WHEN))
    assert elements.named("script") == []
    assert elements.named("img") == []
    assert not any("onerror" in attributes for _, attributes in elements.elements)
    assert elements.text.count("<script>alert(1)") >= 6


def test_odd_letters_in_a_path_are_no_obstacle(tmp_path):
    session = Path("Mäuse/\udcff/$x^2$/001")
    save_report(
        made_up.session_report(quick_report(), session=session), tmp_path / "r.html"
    )
    assert "Mäuse" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_the_report_is_written_whole_and_leaves_nothing_else(tmp_path):
    file = tmp_path / "reports" / "qc.html"
    save_report(made_up.session_report(quick_report()), file)
    assert file.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert list(file.parent.iterdir()) == [file]


def test_a_report_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"qc\.html"):
        save_report(
            made_up.session_report(quick_report()), tmp_path / "file" / "qc.html"
        )


def test_numbers_that_are_none_are_a_question_mark():
    result = results.Framerate(Outcome.FAIL, "Unknown.", "", float("nan"), 150.0)
    page = read(
        report_page(made_up.session_report(quick_report(framerate=result)), WHEN)
    )
    assert "? Hz" in page
    assert "nan" not in page.lower().replace("nan among", "")


def test_ibls_frames_make_a_report_of_bearable_size(ibl):
    cameras = [
        made_up.camera_report(
            made_up.evidence(camera, ibl.frames(camera)[0], frames=30)
        )
        for camera in ("left", "right", "body")
    ]
    page = report_page(made_up.session_report(*cameras), WHEN)
    assert len(page.encode()) < 3_000_000
    assert np.all([f'id="{camera}-position"' in page for camera in ("left", "body")])
