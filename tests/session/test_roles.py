"""Cameras get their roles by serial number: found, bound, swapped, waved at."""

import threading

from camera_park import SERIALS
from camsetup.profiles.rigs import load_rig
from camsetup.session.plan import make_plan
from camsetup.session.session import Session
from camsetup.session.state import Phase
from waiting import wait_until

LEFT, RIGHT, BODY = SERIALS["left"], SERIALS["right"], SERIALS["body"]


def _serials(file):
    return {role.name: role.serial for role in load_rig(str(file)).cameras}


def _opened(session, **serials):
    """Wait until frames come from these cameras in these roles."""

    def there():
        return all(
            _streams(session.state.camera(name), serials[name]) for name in serials
        )

    return wait_until(there, what=f"{serials}")


def _streams(camera, serial):
    described = camera.description.serial if camera.description else ""
    return camera.phase is Phase.STREAMING and described == serial


def _bound(session, number=1):
    return wait_until(
        lambda: (
            session.state.bound
            and session.state.bound.number >= number
            and session.state.bound
        )
    )


def test_every_role_opens_its_own_camera(park, rig, run):
    session = run(rig(left=LEFT, right=RIGHT, body=BODY))
    _opened(session, left=LEFT, right=RIGHT, body=BODY)


def test_a_role_without_a_camera_says_so_beside_those_that_have_one(park, rig, run):
    session = run(rig(left=LEFT))
    _opened(session, left=LEFT)
    problem = wait_until(lambda: session.state.camera("right").problem)
    assert problem.message == "No camera is bound to right."
    assert problem.remedy


def test_cameras_come_and_go_while_somebody_looks(park, run):
    session = run("training")
    assert session.state.found == ()
    session.look_for_cameras(on=True)
    wait_until(lambda: LEFT in _found(session))
    park.cameras[LEFT].plugged = False
    wait_until(lambda: LEFT not in _found(session) and RIGHT in _found(session))
    park.cameras[LEFT].plugged = True
    wait_until(lambda: LEFT in _found(session))
    session.look_for_cameras(on=False)
    assert (session.state.found, session.state.looking) == ((), False)


def _found(session):
    return [camera.serial for camera in session.state.found]


def test_nobody_looks_once_nobody_wants_to_know(park, run):
    session = run("training")
    session.look_for_cameras(on=True)
    wait_until(lambda: park.searches)
    session.look_for_cameras(on=False)
    wait_until(lambda: not _threads_named("lookout"))


def _threads_named(name):
    return [thread for thread in threading.enumerate() if thread.name == name]


def test_binding_opens_the_camera_and_writes_the_rig_file(park, rig, run):
    file = rig(right=RIGHT)
    session = run(file)
    wait_until(lambda: session.state.camera("left").problem)
    session.bind("left", LEFT)
    _opened(session, left=LEFT, right=RIGHT)
    state = session.state
    assert state.bound.message == f"{LEFT} is the left camera now."
    assert state.camera("left").role.serial == state.rig.camera("left").serial == LEFT
    assert state.camera("left").problem is None
    assert _serials(file)["left"] == LEFT


def test_the_first_binding_ends_the_simulation_of_the_other_roles(park, run):
    session = run("recording")
    wait_until(lambda: session.state.camera("body").phase is Phase.STREAMING)
    session.bind("left", LEFT)
    _opened(session, left=LEFT)
    problem = wait_until(lambda: session.state.camera("body").problem)
    assert problem.message == "No camera is bound to body."
    assert _serials("recording") == {"left": LEFT, "right": "", "body": ""}


def test_a_source_that_was_asked_for_stays_when_another_role_is_bound(park, run):
    session = run("recording", sources=["body=simulator?dx=3", "right=simulator"])
    session.bind("left", LEFT)
    _opened(session, left=LEFT)
    assert session.state.camera("body").address == "simulator?dx=3"


def test_a_camera_of_another_role_is_exchanged(park, rig, run):
    file = rig(left=RIGHT, right=LEFT)
    session = run(file)
    _opened(session, left=RIGHT, right=LEFT)
    session.bind("left", f"gentl:{LEFT}")
    _opened(session, left=LEFT, right=RIGHT)
    message = session.state.bound.message
    assert f"{LEFT} is the left camera" in message
    assert f"{RIGHT} is the right camera" in message
    assert _serials(file)["right"] == RIGHT


def test_roles_are_swapped_by_one_command(park, rig, run):
    session = run(rig(left=RIGHT, right=LEFT))
    session.swap("left", "right")
    _opened(session, left=LEFT, right=RIGHT)


def test_a_role_whose_camera_is_not_used_now_is_swapped_too(park, rig, run):
    file = rig(left=RIGHT, right=LEFT)
    session = run(file, camera="left")
    session.bind("left", LEFT)
    _opened(session, left=LEFT)
    assert _serials(file) == {"left": LEFT, "right": RIGHT, "body": ""}
    assert [role.name for role in session.state.rig.cameras] == ["left"]


def test_a_role_can_be_left_without_a_camera(park, rig, run):
    session = run(rig(left=LEFT, right=RIGHT))
    _opened(session, left=LEFT, right=RIGHT)
    session.unbind("right")
    wait_until(lambda: session.state.camera("right").problem)
    wait_until(lambda: not park.cameras[RIGHT].opened_as)
    assert session.state.camera("right").role.serial == ""


def test_a_binding_that_cannot_be_written_changes_nothing(park, rig, run, monkeypatch):
    file = rig(left=LEFT)
    session = run(file)
    _opened(session, left=LEFT)
    session.bind("belly", RIGHT)
    problem = _bound(session).problem
    assert "belly" in problem.message
    session.bind("left", "")
    assert _bound(session, 2).problem.remedy
    assert _serials(file)["left"] == LEFT
    assert _streams(session.state.camera("left"), LEFT)


def test_the_reference_of_one_camera_is_not_that_of_the_next(park, rig, run):
    session = run(rig(left=LEFT))
    _opened(session, left=LEFT)
    wait_until(lambda: session.mean_picture("left") is not None)
    session.take_reference("left")
    assert session.state.camera("left").reference is not None
    session.bind("left", RIGHT)
    _opened(session, left=RIGHT)
    assert session.state.camera("left").reference is None


def test_the_camera_that_is_waved_at_gets_the_role(park, rig, run):
    file = rig(right=RIGHT)
    session = run(file)
    _opened(session, right=RIGHT)
    session.begin_wave("left")
    _all_see(session)
    park.cameras[LEFT].hand = True
    _opened(session, left=LEFT)
    park.cameras[LEFT].hand = False
    wave = session.state.wave
    assert (wave.role, wave.winner) == ("left", LEFT)
    assert _serials(file) == {"left": LEFT, "right": RIGHT, "body": ""}
    wait_until(lambda: not park.cameras[BODY].opened_as)


def _all_see(session):
    """Wait until every camera of the park takes part, and has sent a picture."""
    waited = {LEFT, RIGHT, BODY}

    def seen():
        waited.difference_update(
            serial for serial in tuple(waited) if session.take_candidate_frame(serial)
        )
        return not waited

    wait_until(seen)
    candidates = session.state.wave.candidates
    assert {each.serial for each in candidates} == {LEFT, RIGHT, BODY}


def test_a_camera_that_is_open_for_another_role_can_be_waved_at(park, rig, run):
    session = run(rig(left=RIGHT, right=LEFT))
    _opened(session, left=RIGHT, right=LEFT)
    session.begin_wave("left")
    park.cameras[LEFT].hand = True
    _opened(session, left=LEFT, right=RIGHT)
    assert session.state.wave.winner == LEFT


def test_two_cameras_that_see_motion_are_no_answer(park, rig, run):
    session = run(rig(right=RIGHT))
    session.begin_wave("left")
    park.cameras[LEFT].hand = park.cameras[BODY].hand = True
    wait_until(lambda: session.state.wave.message == "Two cameras see motion.")
    assert "wave at one only" in session.state.wave.remedy
    assert session.state.wave.winner == ""
    assert session.state.bound is None


def test_a_wave_that_is_ended_leaves_no_camera_open(park, rig, run):
    session = run(rig(right=RIGHT))
    session.begin_wave("left")
    wait_until(lambda: park.cameras[LEFT].opened_as)
    session.end_wave()
    assert session.state.wave is None
    wait_until(lambda: not park.cameras[LEFT].opened_as)
    assert session.state.found == ()


def test_a_camera_that_takes_part_is_set_gently(park, rig, run):
    session = run(rig(right=RIGHT))
    session.begin_wave("left")
    _all_see(session)
    fixed = {name for each in park.cameras[LEFT].settings for name in each.asked()}
    assert fixed <= {"rate_hz", "trigger"}


def test_an_unplugged_camera_takes_no_part(park, rig, run):
    session = run(rig(right=RIGHT))
    session.begin_wave("left")
    _all_see(session)
    park.cameras[BODY].plugged = False
    wait_until(
        lambda: {each.serial for each in session.state.wave.candidates} == {LEFT, RIGHT}
    )


def test_a_session_can_be_closed_in_the_middle_of_a_wave(park, rig):
    plan = make_plan(rig(right=RIGHT))
    session = Session(plan.rig, plan.addresses)
    session.start()
    session.look_for_cameras(on=True)
    session.begin_wave("left")
    wait_until(lambda: park.cameras[LEFT].opened_as)
    session.close()
    assert not any(camera.opened_as for camera in park.cameras.values())
