"""Several settings of a group in one line: each is found between the commas, whatever their order."""

import pytest

from bot.commands.group.setup import parts_of


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("monday 18:00", ["monday 18:00"]),
        ("monday, 18:00", ["monday, 18:00"]),
        ("zone paris, texas", ["zone paris, texas"]),
        ("zone paris, texas, monday 18:00", ["zone paris, texas", "monday 18:00"]),
        (
            "sunday 18:00, zone berlin, quiet off, board on, rooms off",
            [
                "sunday 18:00",
                "zone berlin",
                "quiet off",
                "board on",
                "rooms off",
            ],
        ),
        ("rooms on,board off", ["rooms on", "board off"]),
        ("board on, what else", ["board on", "what else"]),
        ("board on,", ["board on"]),
        (", zone paris, texas", ["zone paris, texas"]),
        (",,", [",,"]),
    ],
)
def test_commas_part_settings_and_not_what_is_within_one(said: str, parts: list[str]) -> None:
    assert parts_of(said) == parts
