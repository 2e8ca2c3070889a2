"""Arguments of coordinates templates as places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikiextract.geo import Place, degrees, is_coordinates, place


def _place(arguments: str, key: str = "coord", language: str = "en") -> Place | None:
    pieces = arguments.split("|")
    named = dict(piece.split("=", 1) for piece in pieces if "=" in piece)
    return place(key, [piece for piece in pieces if "=" not in piece], named, language)


@pytest.mark.parametrize(
    ("arguments", "latitude", "longitude"),
    [
        ("48.5|-9.25", 48.5, -9.25),
        ("48.5|N|9.25|W", 48.5, -9.25),
        ("48|30|N|9|15|W", 48.5, -9.25),
        ("48|30|0|s|9|15|36|e", -48.5, 9.26),
        ("48|30||N|9|15||E", 48.5, 9.25),
        ("0|N|30|W", 0.0, -30.0),
        (" 48 | N | 9 | E ", 48.0, 9.0),
        ("−48.5|9", -48.5, 9.0),
        ("90|N|180|E", 90.0, 180.0),
        ("NS=48/30/0/N|EW=9/15/0/W", 48.5, -9.25),
    ],
)
def test_every_way_of_writing_a_place(arguments: str, latitude: float, longitude: float) -> None:
    found = _place(arguments)
    assert found is not None
    assert (found.latitude, found.longitude) == (latitude, longitude)


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "Vienna",
        "48.5",
        "91|0",
        "48|60|N|9|0|E",
        "48|30|N|9|15",
        "48|30|9|15",
        "48|30|N|181|0|E",
        "-48|30|N|9|15|E",
        "48.5|9.25|globe:moon",
        "48,5|9,25",
        "1e1|2",
        "٤٨|٩",
    ],
)
def test_what_is_no_place_on_earth(arguments: str) -> None:
    assert _place(arguments) is None


def test_what_the_parameter_string_says() -> None:
    found = _place("48|30|N|9|15|E|type:city(250,000)_region:de-bw_scale:5000|display=title,inline")
    assert found == Place(48.5, 9.25, "inline,title", "city", "DE-BW")


def test_display_comes_from_the_argument_or_the_template() -> None:
    assert [
        found.display for text in ("1|2", "1|2|display=t", "1|2|display=ti") if (found := _place(text))
    ] == [
        "inline",
        "title",
        "inline,title",
    ]
    assert (_place("1|N|2|E", key="coor title dm") or _place("1|2")).display == "title"  # type: ignore[union-attr]


def test_the_letter_o_is_east_in_german_and_west_in_spanish() -> None:
    german, spanish, english = (_place("48|N|9|O", language=language) for language in ("de", "es", "en"))
    assert german is not None
    assert spanish is not None
    assert (german.longitude, spanish.longitude, english) == (9.0, -9.0, None)


def test_names_of_templates() -> None:
    assert is_coordinates("coord")
    assert is_coordinates("coor title dms")
    assert not is_coordinates("coord missing")


@given(
    st.lists(st.text(max_size=8), max_size=12),
    st.dictionaries(st.text(max_size=6), st.text(max_size=8), max_size=4),
)
def test_anything_is_a_place_on_earth_or_none(positional: list[str], named: dict[str, str]) -> None:
    found = place("coord", positional, named)
    assert found is None or (abs(found.latitude) <= 90 and abs(found.longitude) <= 180)


@given(st.integers(0, 89), st.integers(0, 59), st.integers(0, 59), st.sampled_from([1, -1]))
def test_degrees_minutes_and_seconds_add_up(whole: int, minutes: int, seconds: int, sign: int) -> None:
    found = degrees([str(whole), str(minutes), str(seconds)], sign, 90)
    assert found is not None
    assert found == pytest.approx(sign * (whole + minutes / 60 + seconds / 3600), abs=1e-6)
