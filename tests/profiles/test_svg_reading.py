"""SVG: every way to draw a line is read, every way to reach out is refused."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camsetup.domain.errors import OutlineError
from camsetup.domain.frame import Size
from camsetup.profiles.svg_reading import read_svg

LINE = '<path d="M 10 10 L 50 20"/>'


def svg(body: str = LINE, root: str = 'viewBox="0 0 640 512"', before: str = ""):
    return (
        f'{before}<svg xmlns="http://www.w3.org/2000/svg"'
        f' xmlns:xlink="http://www.w3.org/1999/xlink" {root}>{body}</svg>'
    ).encode()


def points(body: str, root: str = 'viewBox="0 0 640 512"') -> np.ndarray:
    """Return the only line of a drawing, in the units of the SVG."""
    (line,) = read_svg(svg(body, root)).lines
    return line.points + 0.5


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<path d="M10,10 L50,20"/>', [(10, 10), (50, 20)]),
        ('<path d="m10 10 40 10v5h-3"/>', [(10, 10), (50, 20), (50, 25), (47, 25)]),
        ('<path d="M1 1H9V9Z"/>', [(1, 1), (9, 1), (9, 9), (1, 1)]),
        ('<line x1="1" y1="2" x2="3px" y2="4"/>', [(1, 2), (3, 4)]),
        ('<polyline points="1,2 3,4 5,7"/>', [(1, 2), (3, 4), (5, 7)]),
        ('<polygon points="1 2 3 4 5 7"/>', [(1, 2), (3, 4), (5, 7), (1, 2)]),
        (
            '<rect x="1" y="2" width="3" height="4"/>',
            [(1, 2), (4, 2), (4, 6), (1, 6), (1, 2)],
        ),
    ],
)
def test_straight_shapes_become_their_corners(body, expected):
    assert points(body) == pytest.approx(np.array(expected))


@pytest.mark.parametrize(
    "body",
    [
        '<circle cx="100" cy="90" r="60"/>',
        '<ellipse cx="100" cy="90" rx="60" ry="60"/>',
        '<path d="M160 90A60 60 0 0 1 40 90A60 60 0 0 1 160 90Z"/>',
        '<circle cx="10" cy="9" r="6" transform="scale(10)"/>',
        '<g transform="translate(100,90) rotate(30)"><circle r="60"/></g>',
    ],
)
def test_curves_are_followed_within_a_quarter_of_a_pixel(body):
    chain = points(body)
    middles = (chain[1:] + chain[:-1]) / 2
    for place in (chain, middles):
        distance = np.hypot(*(place - (100, 90)).T)
        assert np.abs(distance - 60).max() < 0.25


def test_bezier_curves_pass_where_they_should():
    cubic = points('<path d="M0 0C0 100 100 100 100 0"/>')
    quadratic = points('<path d="M0 0Q50 100 100 0"/>')
    assert cubic[:, 1].max() == pytest.approx(75, abs=0.25)
    assert quadratic[:, 1].max() == pytest.approx(50, abs=0.25)
    assert tuple(cubic[-1]) == tuple(quadratic[-1]) == (100, 0)


def test_transforms_of_groups_and_shapes_add_up():
    body = (
        '<g transform="translate(10 20)">'
        '<path transform="rotate(90) scale(2)" d="M0 0L5 0"/></g>'
    )
    assert points(body) == pytest.approx(np.array([(10, 20), (10, 30)]))


def test_the_viewbox_is_the_frame_wherever_it_begins():
    drawing = read_svg(svg(root='viewBox="-5,-6 1280 1024"'))
    assert drawing.size == Size(1280, 1024)
    assert drawing.lines[0].points[0] == pytest.approx((14.5, 15.5))


def test_without_a_viewbox_the_width_and_height_are_the_frame():
    assert read_svg(svg(root='width="640px" height="512"')).size == Size(640, 512)


def test_a_drawing_in_millimetres_is_stretched_to_whole_pixels():
    chain = points('<path d="M0 0L338.667 270.933"/>', 'viewBox="0 0 338.667 270.933"')
    assert chain[1] == pytest.approx((339, 271))


def test_groups_say_what_is_a_line_a_region_and_a_shape():
    drawing = read_svg(
        svg(
            '<g id="lines"><path id="wheel-near" d="M1 1L9 9M20 1L29 9"/></g>'
            '<g id="regions"><polygon id="eye" points="1 1 9 1 9 9"/></g>'
            '<g id="shapes"><path id="shape-tube" d="M1 1L9 1L9 9Z"/></g>'
            '<g id="layer1"><path id="path42" d="M1 1L9 9"/></g>'
        )
    )
    assert [line.name for line in drawing.lines] == ["wheel-near", "wheel-near", ""]
    assert [region.name for region in drawing.regions] == ["eye"]
    assert [shape.name for shape in drawing.shapes] == ["tube"]
    assert drawing.regions[0].polygon.shape == (3, 2)


def test_a_plain_drawing_has_lines_without_names_and_no_regions():
    drawing = read_svg(
        svg('<path id="a" d="M1 1L9 9"/><circle r="9" cx="20" cy="20"/>')
    )
    assert [line.name for line in drawing.lines] == ["", ""]
    assert drawing.regions == ()
    assert drawing.tolerance_percent == 0


def test_hidden_layers_and_definitions_are_not_drawn():
    hidden = (
        f'<g style="display: none">{LINE}</g><g display="none">{LINE}</g>'
        f"<defs>{LINE}</defs><title>x</title>"
    )
    assert len(read_svg(svg(hidden + LINE)).lines) == 1


def test_the_tolerance_is_read():
    root = 'viewBox="0 0 640 512" data-tolerance-percent="2.5"'
    assert read_svg(svg(root=root)).tolerance_percent == 2.5


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (svg("<text>&b;</text>" + LINE, before=LAUGHS), "document type or entities"),
        (svg("<text>&a;</text>" + LINE, before=FILE), "document type or entities"),
        (svg(before='<!DOCTYPE svg SYSTEM "x.dtd">'), "document type or entities"),
        (svg(before='<?xml-stylesheet href="x.css"?>'), "style sheet"),
        (svg(LINE + '<image href="a.png"/>'), "embedded picture"),
        (svg(LINE + '<image xlink:href="data:image/png;base64,AA"/>'), "embedded"),
        (svg(LINE + '<use href="#a"/>'), "copy of another element"),
        (svg(LINE + "<script>1</script>"), "a script"),
        (svg(LINE + "<defs><script>1</script></defs>"), "a script"),
        (svg(LINE + "<foreignObject/>"), "foreign content"),
        (svg(LINE + f'<svg viewBox="0 0 9 9">{LINE}</svg>'), "an SVG within"),
        (svg(LINE + '<a href="http://example.org"/>'), "elsewhere"),
        (svg(LINE + '<a xlink:href="other.svg#x"/>'), "elsewhere"),
        (svg(LINE + "<style>@import 'x.css';</style>"), "style from elsewhere"),
        (svg('<path style="fill: url(x.svg#a)" d="M1 1L9 9"/>'), "style from"),
        (svg('<path fill="url( \'http://x/y\')" d="M1 1L9 9"/>'), "style from"),
    ],
)
def test_what_reaches_out_of_the_file_is_refused(content, words):
    with pytest.raises(OutlineError, match=words):
        read_svg(content)


def test_references_within_the_file_are_not_refused():
    body = '<path style="fill:url( #shade)" d="M1 1L9 9"/>'
    assert read_svg(svg(body)).lines


@pytest.mark.parametrize(
    ("root", "words"),
    [
        ("", "how large"),
        ('width="100%" height="100%"', "how large"),
        ('viewBox="0 0 640"', "how large"),
        ('viewBox="0 0 640 tall"', "how large"),
        ('viewBox="0 0 0 0"', "16 to 8192"),
        ('viewBox="0 0 -640 512"', "16 to 8192"),
        ('viewBox="0 0 9999999 512"', "16 to 8192"),
        ('viewBox="0 0 nan 512"', "not finite"),
        ('viewBox="0 inf 640 512"', "not finite"),
        ('viewBox="0 0 640 512" data-tolerance-percent="much"', "0 to 50"),
        ('viewBox="0 0 640 512" data-tolerance-percent="nan"', "0 to 50"),
    ],
)
def test_a_frame_that_cannot_be_is_refused(root, words):
    with pytest.raises(OutlineError, match=words):
        read_svg(svg(root=root))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "draws no line"),
        ('<path d=""/>', "draws no line"),
        ('<path d="M 5 5"/>', "draws no line"),
        ('<path d="M 0 0 L 1e999 4"/>', "not finite"),
        ('<path d="M 0 0 L nan 4"/>', "cannot be understood"),
        ('<path d="M 0 0 C 1e308 1e308 -1e308 0 5 5"/>', "not finite"),
        ('<path id="far" d="M 0 0 L 1e9 4"/>', "nowhere near"),
        ('<polyline points="1 2 3"/>', "pairs of numbers"),
        ('<polyline points="1 2 3 four"/>', "pairs of numbers"),
        ('<rect x="nan" width="9" height="9"/>', "x is 'nan'"),
        ('<rect x="5%" width="9" height="9"/>', "number of pixels"),
        ('<circle r="1e9"/>', "nowhere near"),
        ('<path transform="matrix(1 2)" d="M1 1L9 9"/>', "transform"),
        ('<path transform="spin(4)" d="M1 1L9 9"/>', "transform"),
        ('<path transform="scale(1e999)" d="M1 1L9 9"/>', "transform"),
        ('<g id="regions"><path id="eye" d="M1 1L9 9"/></g>', "three corners"),
        ('<g id="regions"><path d="M1 1L9 9L9 1Z"/></g>', "needs an id"),
    ],
)
def test_geometry_that_means_nothing_is_refused(body, words):
    with pytest.raises(OutlineError, match=words):
        read_svg(svg(body))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f'<path d="M0 0{"L 1 1" * 21_000}"/>', "20000 points"),
        (f'<path d="M0 0{"C 1 1 2 2 3 3" * 20_000}"/>', "20000 points"),
        (f'<path d="{"M 0 0" * 300_000}"/>', "20000 points"),
        (f'<path d="M0 0L1 1{"z" * 90_000}"/>', "closes more often"),
        (f'<path transform="{"scale(1)" * 300}" d="M1 1L9 9"/>', "transform"),
        ("<g>" * 200 + LINE + "</g>" * 200, "too deeply"),
        ("<g/>" * 30_000 + LINE, "20000 elements"),
        ("<desc>" + " " * 5_000_000 + "</desc>" + LINE, "larger than 5 MB"),
    ],
)
def test_a_drawing_without_end_is_refused(body, words):
    with pytest.raises(OutlineError, match=words):
        read_svg(svg(body))


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg", b"\x00\x01", b"not xml", b"<html/>", svg()[:-7], b"\xff\xfe<\x00"],
)
def test_what_is_no_svg_is_refused(content):
    with pytest.raises(OutlineError):
        read_svg(content)


@given(d=st.text("MmLlHhVvCcSsQqTtAaZz 0123456789.,-+e", max_size=60))
@settings(deadline=None)
def test_any_path_is_drawn_or_refused_and_never_crashes(d):
    with contextlib.suppress(OutlineError):
        for line in read_svg(svg(f'<path d="{d}"/>')).lines:
            assert np.isfinite(line.points).all()
            assert len(line.points) >= 2
