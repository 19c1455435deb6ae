"""What is shown of settings can be typed back as it stands there, and then changes nothing."""

import pytest
from markupsafe import Markup

from bot.platforms.console.renderer import plain
from tests.bot.conftest import OWLS, Talk

SET = (
    ("/nudges sunday 18:00", "/nudges quiet 23:15-06:45", "/days mon wed sat"),
    ("/nudges fri midnight", "/nudges quiet off", "/days fri-mon"),
    ("/nudges wed noon", "/nudges quiet noon to 13:01", "/days all"),
    ("/nudges thursdays at 5:05", "/nudges quiet 0:00-0:01", "/days weekend"),
)


def shown_as(text: str, label: str) -> str:
    """What stands behind a label in a line of its own."""
    return next(line.removeprefix(label) for line in text.splitlines() if line.startswith(label))


@pytest.mark.parametrize("lines", SET, ids=lambda lines: lines[0])
async def test_what_nudges_settings_and_days_show_is_read_back_by_them(lean: Talk, lines: tuple[str, ...]) -> None:
    for line in ("/start ml-data today", *lines):
        await lean.say(line)
    nudges, settings, days = [await lean.hear(line) for line in ("/nudges", "/settings", "/days")]
    before = await lean.rows()
    for text in (nudges, settings):
        for label, head in (("Nudges: ", ""), ("Quiet hours: ", "quiet ")):
            assert "Set." in await lean.hear(f"/nudges {head}{shown_as(text, label)}")
            assert "Set." in await lean.hear(f"/nudges {label}{shown_as(text, label)}")
    chosen = days.removeprefix("📅 I count ").partition(". ")[0]
    assert await lean.hear(f"/days {chosen}") == days
    if "Days: " in settings:
        assert await lean.hear(f"/days {shown_as(settings, 'Days: ')}") == days
    assert await lean.rows() == before


@pytest.mark.parametrize("lines", [("tuesday 7:05", "quiet 23:15-06:45"), ("sun midnight", "quiet off")])
async def test_what_a_groups_settings_show_is_read_back_by_them(lean: Talk, lines: tuple[str, ...]) -> None:
    for line in ("/group start", *(f"/group settings {line}" for line in lines)):
        await lean.say(line, place=OWLS)
    shown = plain(getattr(await lean.say("/group settings", place=OWLS), "text", Markup()))
    before = await lean.rows()
    for label, head in (("Digest: ", ""), ("Quiet hours: ", "quiet ")):
        value = shown_as(shown, label).partition(" (")[0]
        answer = await lean.say(f"/group settings {head}{value}", place=OWLS)
        assert answer
        assert f"{label}{value}" in plain(answer.text)
    assert await lean.rows() == before
