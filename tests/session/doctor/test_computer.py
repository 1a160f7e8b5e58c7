"""The computer's facts are there, and nothing personal."""

from camsetup.session.doctor.computer import computer, usb_devices


def test_versions_of_what_matters_are_named(monkeypatch):
    monkeypatch.setenv("GENICAM_GENTL64_PATH", "producers")
    monkeypatch.setenv("MY_PASSWORD", "secret")
    facts = computer()
    assert facts["packages"]["numpy"]
    assert facts["environment"] == {"GENICAM_GENTL64_PATH": "producers"}
    assert "secret" not in str(facts)


def test_usb_devices_come_with_their_speed(tmp_path):
    camera = tmp_path / "2-1"
    camera.mkdir()
    (camera / "speed").write_text("480\n")
    (camera / "product").write_text("Chameleon3 CM3-U3-13Y3M\n")
    (tmp_path / "2-1:1.0").mkdir()
    assert usb_devices(tmp_path) == [
        {"port": "2-1", "product": "Chameleon3 CM3-U3-13Y3M", "speed": "480"}
    ]


def test_a_system_without_that_folder_has_no_list(tmp_path):
    assert usb_devices(tmp_path / "nowhere") == []
