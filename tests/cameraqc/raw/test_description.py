"""The experiment description: the little that the gate wants to know of it."""

import json

import pytest

from camsetup.cameraqc.cameras import ExpectedVideo, RigKind
from camsetup.cameraqc.raw.description import (
    Description,
    Sync,
    expected_video,
    load_description,
)
from camsetup.domain.errors import InputError
from camsetup.domain.frame import Size


@pytest.fixture
def file(tmp_path):
    return tmp_path / "_ibl_experiment.description.yaml"


@pytest.fixture
def described(file):
    def load(content) -> Description:
        text = content if isinstance(content, str) else json.dumps(content)
        file.write_text(text, "utf-8")
        return load_description(file)

    return load


AS_IBLRIG_WRITES_IT = """\
devices:
  cameras:
    left: &camera
      collection: raw_video_data
      sync_label: audio
    right: *camera
  microphone:
    microphone: {collection: raw_task_data_00, sync_label: audio}
procedures: [Behavior training/tasks]
projects: [a_project]
sync:
  nidq:
    acquisition_software: spikeglx
    collection: raw_ephys_data
    extension: bin
tasks:
- passiveChoiceWorld: {collection: raw_task_data_00, protocol_number: 0}
- ephysChoiceWorld: {collection: raw_task_data_01, protocol_number: 1}
version: 1.0.0
"""


def test_what_matters_is_taken_and_the_rest_passed_over(described):
    description = described(AS_IBLRIG_WRITES_IT)
    assert description.sync == Sync("nidq", "raw_ephys_data", "bin", "spikeglx")
    assert description.kind is RigKind.EPHYS
    assert description.cameras == ("left", "right")
    assert description.protocols == ("passiveChoiceWorld", "ephysChoiceWorld")


def test_the_task_is_the_first_that_is_not_passive(described):
    description = described(AS_IBLRIG_WRITES_IT)
    assert description.protocol == "ephysChoiceWorld"
    assert description.task_collection == "raw_task_data_01"


@pytest.mark.parametrize("tasks", [None, [], {}, [{"passive": {"collection": "a"}}]])
def test_without_such_a_task_its_data_are_where_they_used_to_be(described, tasks):
    description = described({"tasks": tasks})
    assert description.task_collection == "raw_behavior_data"
    assert description.protocol == ""


def test_old_descriptions_have_their_tasks_in_a_mapping(described):
    tasks = {"passive": {"collection": "a"}, "training": {"collection": "b"}}
    assert described({"tasks": tasks}).task_collection == "b"


@pytest.mark.parametrize(
    ("sync", "kind"),
    [
        ({"nidq": {}}, RigKind.EPHYS),
        ({"bpod": None}, RigKind.TRAINING),
        ({"tdms": {}}, RigKind.TRAINING),
        ({}, None),
        (None, None),
    ],
)
def test_the_kind_of_rig_is_that_of_its_sync(described, sync, kind):
    assert described({"sync": sync}).kind is kind


def expected(description, camera="left"):
    return expected_video(description, camera)


def test_the_table_says_what_is_expected(described):
    description = described({"sync": {"nidq": {}}})
    assert expected(description, "right") == ExpectedVideo(150, Size(640, 512))
    description = described({"sync": {"bpod": {}}})
    assert expected(description) == ExpectedVideo(30, Size(1280, 1024))


def test_the_description_overrules_the_table(described):
    own = {"fps": 29.97, "height": 512, "width": None}
    description = described(
        {"sync": {"bpod": {}}, "devices": {"cameras": {"left": own}}}
    )
    assert expected(description) == ExpectedVideo(29.97, Size(1280, 512))


def test_a_camera_that_no_table_has_may_be_described_whole(described):
    own = {"fps": 50, "height": 512, "width": 640.0}
    description = described({"devices": {"cameras": {"right": own}}})
    assert expected(description, "right") == ExpectedVideo(50, Size(640, 512))


def test_a_rate_alone_is_expected_without_a_size(described):
    description = described({"devices": {"cameras": {"left": {"fps": 30}}}})
    assert expected(description) == ExpectedVideo(30, None)


@pytest.mark.parametrize(
    ("content", "camera"),
    [
        ({}, "left"),
        ({"sync": {"bpod": {}}}, "right"),
        ({"sync": {"nidq": {}}}, "belly"),
        ({"devices": {"cameras": {"left": {"width": 640}}}}, "left"),
    ],
)
def test_what_nobody_expects_is_said(described, content, camera):
    with pytest.raises(
        InputError, match=rf"description\.yaml .*video of the {camera} camera"
    ):
        expected(described(content), camera)


def test_without_a_description_nothing_is_expected():
    assert load_description(None) is None
    with pytest.raises(InputError, match=r"no _ibl_experiment\.description\.yaml"):
        expected(None)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("- a list", "the file should be a mapping"),
        ("sync: nidq", "sync should be a mapping, and is 'nidq'"),
        ("devices: {cameras: [left]}", "cameras should be a mapping"),
        ("devices: {cameras: {left: {fps: '30'}}}", "fps should be a number.*'30'"),
        ("devices: {cameras: {left: {fps: .nan}}}", "fps should be a number"),
        ("devices: {cameras: {left: {fps: 0x" + "f" * 5000 + "}}}", "fps should be"),
        ("devices: {cameras: {left: {width: 640.5}}}", "width should be a whole"),
        ("devices: {cameras: {left: {width: true}}}", "width should be a number"),
        ("tasks: [one]", "tasks should be a mapping"),
        ("tasks: [" + "{}, " * 101 + "]", "at most 100 tasks"),
        ("tasks: {a: {collection: ../other}}", "a folder inside the session"),
        ("tasks: {a: {collection: /root}}", "a folder inside the session"),
        ("sync: {nidq: {collection: 'C:\\a'}}", "a folder inside the session"),
        ('tasks: {a: {collection: "a\\0b"}}', "a folder inside the session"),
        ("a: [1, 2", r"line 1: expected ',' or ']'"),
        ("\n\ta: 1", "line 2: "),
        ("a: " + "[" * 5000, "nested too deeply"),
        ("a: !!python/object:os.system {}", "could not determine a constructor"),
        ("a: !!bool maybe", "not plain YAML"),
        ("a: !!int ''", "not plain YAML"),
        ("a: !!timestamp never", "not plain YAML"),
        ("a: 2021-99-99", "not plain YAML"),
        ("a: 'ä\0'", "not plain YAML"),
    ],
    ids=lambda it: it[:40],
)
def test_what_is_of_another_form_is_refused_by_name(described, content, problem):
    with pytest.raises(InputError, match=rf"(?s)description\.yaml.*{problem}"):
        described(content)


def test_text_in_another_encoding_is_refused_with_its_line(file):
    file.write_bytes("a: 1\nb: ä\n".encode("latin-1"))
    with pytest.raises(InputError, match="line 2: this is not UTF-8"):
        load_description(file)


def bomb(joined: str) -> str:
    """Nine lines of which each holds the one before nine times: 400 million."""
    lines = ["a0: &a0 {x: {}}"]
    for i in range(1, 10):
        nine = ", ".join([f"*a{i - 1}"] * 9)
        lines.append(joined.format(name=f"a{i}", nine=nine))
    return "\n".join(lines)


def test_nested_aliases_cost_nothing(described):
    """Also not where one of them is complained about."""
    content = bomb("{name}: &{name} [{nine}]")
    assert described(content) == Description()
    with pytest.raises(InputError, match="sync should be a mapping"):
        described(f"{content}\nsync: *a9")


def test_merged_aliases_stop_before_they_fill_the_memory(described):
    entries = ", ".join(f"k{i}: 1" for i in range(100))
    content = bomb("{name}: &{name} {{<<: [{nine}]}}").replace("x: {}", entries)
    with pytest.raises(InputError, match="more than 300 entries"):
        described(content)


def test_an_alias_to_itself_is_no_trap(described):
    assert described("tasks: &tasks [*tasks]\n".replace("[*tasks]", "{a: *tasks}"))
