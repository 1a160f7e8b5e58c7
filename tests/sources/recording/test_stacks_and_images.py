"""What is read from stacks and images, and what is refused."""

import numpy as np
import pytest
from PIL import Image

from camsetup.domain.errors import InputError
from camsetup.sources.recording import open_reel, read_all


class Grenade:
    def __reduce__(self):
        return (pytest.fail, ("a pickle was loaded",))


def test_read_all_yields_each_picture_once(stack, pictures):
    np.testing.assert_array_equal(np.stack(list(read_all(stack))), pictures)


def test_one_picture_of_two_dimensions_is_a_stack_of_one(tmp_path, pictures):
    np.save(tmp_path / "one.npy", pictures[0])
    (only,) = read_all(tmp_path / "one.npy")
    np.testing.assert_array_equal(only, pictures[0])


def test_a_stack_in_fortran_order_is_read_right(tmp_path, pictures):
    np.save(tmp_path / "stack.npy", np.asfortranarray(pictures))
    np.testing.assert_array_equal(
        np.stack(list(read_all(tmp_path / "stack.npy"))), pictures
    )


@pytest.mark.parametrize("order", ["<u2", ">u2"])
def test_sixteen_bits_keep_what_was_saturated(tmp_path, order):
    levels = np.array([[0, 255, 256, 32768, 65279, 65280, 65535]], dtype=order)
    np.save(tmp_path / "deep.npy", levels)
    (grey,) = read_all(tmp_path / "deep.npy")
    assert grey.tolist() == [[0, 0, 1, 128, 254, 255, 255]]


def test_images_come_in_the_order_people_count(folder, pictures):
    (folder / "notes.txt").write_text("not a picture")
    np.testing.assert_array_equal(np.stack(list(read_all(folder))), pictures)


def test_one_image_is_a_recording_of_one(folder, pictures):
    (only,) = read_all(folder / "frame2.png")
    np.testing.assert_array_equal(only, pictures[1])


@pytest.mark.parametrize("suffix", ["png", "tif", "tiff", "bmp", "PNG"])
def test_every_lossless_format_is_read_exactly(tmp_path, pictures, suffix):
    path = tmp_path / f"picture.{suffix}"
    Image.fromarray(pictures[0]).save(path)
    (only,) = read_all(path)
    np.testing.assert_array_equal(only, pictures[0])


def test_every_page_of_a_tiff_counts(tmp_path, pictures):
    first, *rest = [Image.fromarray(pixels) for pixels in pictures]
    first.save(tmp_path / "pages.tif", save_all=True, append_images=rest)
    np.testing.assert_array_equal(
        np.stack(list(read_all(tmp_path / "pages.tif"))), pictures
    )


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_a_sixteen_bit_image_keeps_what_was_saturated(tmp_path, suffix):
    path = tmp_path / f"deep.{suffix}"
    Image.fromarray(np.array([[0, 32768, 65535]], dtype=np.uint16)).save(path)
    (grey,) = read_all(path)
    assert grey.tolist() == [[0, 128, 255]]


def test_colour_becomes_luma_and_white_stays_white(tmp_path):
    colours = np.array([[[255, 255, 255], [0, 255, 0], [0, 0, 0]]], dtype=np.uint8)
    Image.fromarray(colours).save(tmp_path / "colour.png")
    (grey,) = read_all(tmp_path / "colour.png")
    assert grey.tolist() == [[255, 150, 0]]


def test_transparency_does_not_darken(tmp_path):
    clear_white = np.full((2, 2, 4), (255, 255, 255, 0), dtype=np.uint8)
    Image.fromarray(clear_white).save(tmp_path / "clear.png")
    (grey,) = read_all(tmp_path / "clear.png")
    assert (grey == 255).all()


def test_an_image_of_another_size_is_named(folder):
    Image.new("L", (20, 10)).save(folder / "frame3.png")
    with pytest.raises(InputError, match=r"frame3\.png is 20×10.*48×32"):
        list(read_all(folder))


def test_an_image_of_floating_point_is_refused(tmp_path):
    Image.fromarray(np.zeros((4, 4), dtype=np.float32)).save(tmp_path / "float.tif")
    with pytest.raises(InputError, match="float32"):
        open_reel(tmp_path / "float.tif")


@pytest.mark.parametrize("suffix", ["png", "tif", "jpg", "bmp"])
def test_a_truncated_image_is_refused_by_name(tmp_path, suffix):
    path = tmp_path / f"cut.{suffix}"
    noise = np.random.default_rng(1).integers(0, 255, (64, 64), dtype=np.uint8)
    Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="cut"):
        open_reel(path)


def test_a_folder_without_images_is_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no images in"):
        open_reel(tmp_path / "empty")


@pytest.mark.parametrize("name", ["gone.npy", "gone.mp4", "gone.png", "gone"])
def test_a_missing_recording_is_named_with_what_is_allowed(tmp_path, name):
    with pytest.raises(InputError, match=f"{name}.*npy stack"):
        open_reel(tmp_path / name)


@pytest.mark.parametrize("name", ["empty.npy", "empty.mp4", "empty.png"])
def test_an_empty_file_is_refused(tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(InputError, match="it is empty"):
        open_reel(tmp_path / name)


@pytest.mark.parametrize("name", ["text.npy", "text.mp4", "text.png", "text.tif"])
def test_text_with_another_name_is_refused(tmp_path, name):
    (tmp_path / name).write_text("Dear diary,\n" * 100)
    with pytest.raises(InputError, match=f"{name} cannot be read"):
        open_reel(tmp_path / name)


@pytest.mark.parametrize(
    "shape", [(), (5,), (2, 4, 4, 3), (0, 4, 4), (3, 0, 4), (0, 0)]
)
def test_a_stack_of_a_wrong_shape_is_refused(tmp_path, shape):
    np.save(tmp_path / "odd.npy", np.zeros(shape, dtype=np.uint8))
    with pytest.raises(InputError, match=r"odd\.npy"):
        open_reel(tmp_path / "odd.npy")


@pytest.mark.parametrize("kind", ["float32", "float64", "int8", "int64", "bool", "U3"])
def test_a_stack_of_anything_but_grey_levels_is_refused(tmp_path, kind):
    np.save(tmp_path / "odd.npy", np.zeros((2, 4, 4), dtype=kind))
    with pytest.raises(InputError, match=r"odd\.npy holds .* uint8"):
        open_reel(tmp_path / "odd.npy")


def test_a_pickle_is_refused_and_never_loaded(tmp_path):
    objects = np.array([[Grenade()]], dtype=object)
    np.save(tmp_path / "trap.npy", objects, allow_pickle=True)
    with pytest.raises(InputError, match=r"trap\.npy"):
        open_reel(tmp_path / "trap.npy")


@pytest.mark.parametrize("shape", [(10**6, 10**6, 10**6), (2**62, 2**62), (2, -4, 4)])
def test_a_header_that_promises_too_much_is_refused(tmp_path, shape):
    header = {"descr": "|u1", "fortran_order": False, "shape": shape}
    with (tmp_path / "huge.npy").open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        file.write(bytes(1000))
    with pytest.raises(InputError, match=r"huge\.npy"):
        open_reel(tmp_path / "huge.npy")


def test_pictures_beyond_any_camera_are_refused(tmp_path):
    np.save(tmp_path / "wide.npy", np.zeros((1, 1, 20_000), dtype=np.uint8))
    with pytest.raises(InputError, match=r"20000×1.*16384"):
        open_reel(tmp_path / "wide.npy")


def test_an_image_that_claims_to_be_huge_is_refused_unread(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (17_000, 100)).save(path)
    with pytest.raises(InputError, match="17000×100"):
        open_reel(path)
