"""A message that stands in a channel is handed to a command from its Apps menu: its file is imported, its words are logged."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.chat.command import Command
from bot.chat.menu import by_name
from bot.commands import COMMANDS
from bot.texts import handed as texts
from tests.platforms.discord_stage import Stage, labels, text

IMPORT, LOG, HIDE = "Import this file", "Log this", "Hide this"
ROADMAP = b"# Owls\n\n- [ ] Feathers\n- [ ] Flight\n- [ ] Night\n"


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url) as stage:
        yield stage


async def posted(stage: Stage, said: str, *, by: str = "ann", file: tuple[str, bytes] | None = None) -> Any:
    """A message that stands in the channel."""
    member = stage.member if by == "ann" else stage.other
    return await member.send(stage.channel, said, attachments=[file] if file else ())


async def logged(stage: Stage) -> str:
    return text(await stage.ann.slash("log"))


async def test_the_menu_of_a_message_comes_from_the_commands(stage: Stage) -> None:
    (sent,) = stage.calls("PUT", "/commands")
    found = {one["name"]: one for one in sent if one["type"] == 3}
    assert set(found) == {IMPORT, LOG, HIDE} == {one.on_message for one in by_name(COMMANDS).values() if one.on_message}
    for name, one in found.items():
        everywhere = ([0, 1, 2], [0, 1]) if name != HIDE else ([0], [0])
        assert (sorted(one["contexts"]), sorted(one["integration_types"])) == everywhere
        assert one["default_member_permissions"] == (1 << 5 if name == HIDE else None)
        assert not one.get("description")


async def test_a_file_that_somebody_else_posted_is_previewed_for_who_asked_alone(stage: Stage) -> None:
    message = await posted(stage, "my list", by="ben", file=("owls.md", ROADMAP))
    answer = await stage.member.context_menu(stage.channel, IMPORT, message)
    assert answer.ephemeral
    assert "Feathers" in text(answer)
    assert "3 topics" in text(answer)
    assert [one.content for one in stage.channel.history()] == ["my list"], "nothing is said to all"


async def test_the_preview_is_taken_with_a_tap(stage: Stage) -> None:
    message = await posted(stage, "", by="ben", file=("owls.md", ROADMAP))
    answer = await stage.member.context_menu(stage.channel, IMPORT, message)
    assert answer.response
    await stage.member.click(answer.response, label=labels(answer.response)[0])
    await stage.ann.send_dm("/roadmaps")
    assert "Owls" in stage.dms()[-1]


async def test_of_a_message_without_a_file_nothing_is_imported(stage: Stage) -> None:
    answer = await stage.member.context_menu(stage.channel, IMPORT, await posted(stage, "# Owls", by="ben"))
    assert (answer.ephemeral, text(answer)) == (True, "There is no file in that message that I can read.")


async def test_ones_own_words_are_logged_as_if_they_were_typed(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    await stage.ann.send_dm("/begin nlp")
    message = await posted(stage, "45m nlp: attention\nfinally clicked")
    answer = await stage.member.context_menu(stage.channel, LOG, message)
    assert answer.ephemeral
    assert "45 min" in text(answer)
    assert "Undo" in " ".join(labels(answer.response))
    assert "attention finally clicked" in await logged(stage)
    assert "NLP" in await logged(stage)


async def test_what_was_said_on_an_earlier_day_is_of_that_day(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    said = await posted(stage, "45m: the chain rule")
    before = await posted(stage, "30m yesterday: a warm-up")
    await stage.env.advance_time(timedelta(days=2).total_seconds())
    await stage.member.context_menu(stage.channel, LOG, said)
    assert "**Thu 1 Jan** · 45 min · “the chain rule”" in await logged(stage)
    answer = await stage.member.context_menu(stage.channel, LOG, before)
    assert "31 Dec" in text(answer), "yesterday is the day before it was said"


async def test_what_is_asked_about_it_keeps_its_day(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    message = await posted(stage, "45m nlp and dl: both")
    await stage.env.advance_time(timedelta(days=2).total_seconds())
    asked = await stage.member.context_menu(stage.channel, LOG, message)
    assert asked.response
    await stage.member.click(asked.response, label="✍️ NLP · 45 min · Thu 1 Jan")
    assert "**Thu 1 Jan**" in await logged(stage)


async def test_words_of_others_are_nobodys_note(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    answer = await stage.member.context_menu(stage.channel, LOG, await posted(stage, "45m of secrets", by="ben"))
    assert answer.ephemeral
    assert text(answer).startswith("Those are somebody else's words")
    assert "secrets" not in await logged(stage)


async def test_a_message_without_words_is_not_logged(stage: Stage) -> None:
    message = await posted(stage, "", file=("owls.md", ROADMAP))
    answer = await stage.member.context_menu(stage.channel, LOG, message)
    assert text(answer) == str(texts.no_words())


async def test_words_too_long_to_be_read_are_refused_in_a_sentence(stage: Stage) -> None:
    answer = await stage.member.context_menu(stage.channel, LOG, await posted(stage, "word " * 390))
    assert answer.ephemeral
    assert "1000" in text(answer).replace(",", "")


def test_a_command_is_called_on_messages_by_what_fits_a_menu() -> None:
    for one in COMMANDS:
        assert len(one.on_message) <= 32
    with pytest.raises(ValueError, match="on messages"):
        Command("x", "A help", run=None, params=(), on_message="x" * 33)  # type: ignore[arg-type]
