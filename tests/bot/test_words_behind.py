"""What stands behind a command's name: one definition for the menu of a platform, for /help and for whoever types."""

import pytest

from bot.chat.command import Command, Word, command
from bot.chat.context import Context
from bot.chat.menu import Entry, by_name, menu_of
from bot.chat.params import Arg
from bot.chat.reply import Reply
from bot.commands import COMMANDS, WORDS
from bot.platforms.console.renderer import plain
from bot.texts.helps import of
from tests.bot.conftest import ANN, BEN, OWLS, Talk, called
from tests.bot.test_named import context_in

MENU = menu_of(COMMANDS)
each_entry = pytest.mark.parametrize(
    "entry", [entry for _, entries in MENU for entry in entries], ids=lambda entry: " ".join(entry.path)
)
MOST_AT_THE_TOP = 27


def test_the_menu_is_short_and_begins_with_what_is_said_every_day() -> None:
    top = [one.name for one, _ in MENU]
    assert top[:8] == ["today", "done", "log", "status", "plan", "pause", "settings", "help"]
    assert len(top) <= MOST_AT_THE_TOP


def test_all_that_is_offered_stands_in_the_menu_and_nothing_else_does() -> None:
    listed = {entry.command.name for _, entries in MENU for entry in entries}
    assert listed == {one.name for one in by_name(COMMANDS).values() if one.offered}


def test_each_command_stands_in_one_place_of_the_menu() -> None:
    behind = [word.command.name for each in WORDS.values() for word in each if word.command]
    assert len(behind) == len(set(behind))
    assert set(WORDS) <= {one.name for one in COMMANDS}
    assert not set(WORDS) & set(behind)


def test_what_only_buttons_carry_is_in_no_menu() -> None:
    asked = {(entry.command.name, param.name) for _, entries in MENU for entry in entries for param in entry.params}
    assert not asked & {("today", "answer"), ("import", "choice"), ("roadmaps", "choice"), ("correct", "number")}
    listed = {entry.command.name for _, entries in MENU for entry in entries}
    assert not listed & {"canhelp", "otherday", "othertopic", "nothing"}
    (undo,) = (entry for _, entries in MENU for entry in entries if entry.command.name == "undo")
    assert [choice.line for choice in undo.params[0].choices] == ["list"]


@each_entry
def test_what_is_typed_as_the_menu_shows_it_leads_where_the_menu_leads(entry: Entry) -> None:
    name, *word = entry.path
    found = by_name(COMMANDS)[name].behind(" ".join([*word, "and", "more"]))
    stays = any(one.stays and [one.word] == word for one in by_name(COMMANDS)[name].words)
    said = " ".join([*word, "and", "more"]) if stays else "and more"
    assert found == (entry.command, said)


@pytest.mark.parametrize(
    ("typed", "as_well"),
    [
        ("/nudges quiet 22:00-07:30", "/nudges quiet hours 22-7:30"),
        ("/nudges show", "/nudges"),
        ("/nudges at monday 09:00", "/nudges monday 9:00"),
        ("/nudges often monthly", "/nudges monthly"),
        ("/plan show", "/plan"),
        ("/plan forecast", "/forecast"),
        ("/plan goal", "/goal"),
        ("/Plan Whatif finish by december", "/whatif finish by december"),
        ("/roadmap topic nlp", "/topic nlp"),
        ("/roadmap list", "/roadmaps"),
        ("/settings timezone", "/timezone"),
        ("/steps show nlp", "/steps nlp"),
    ],
)
async def test_a_sub_word_says_what_the_line_without_it_says(lean: Talk, typed: str, as_well: str) -> None:
    await lean.say("/start ml-data today")
    await lean.say("/begin nlp")
    assert await lean.hear(typed) == await lean.hear(as_well)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/nudges snooze 2d", "I'll be back on Wed 6 Jan"),
        ("/plan goal 3", "From Mon 11 Jan"),
        ("/settings timezone berlin", "Berlin, DE"),
        ("/roadmap skip nlp", "skipped"),
        ("/nudges off", "Nudges: off"),
    ],
)
async def test_a_sub_word_does_what_its_command_does(lean: Talk, line: str, said: str) -> None:
    await lean.say("/start ml-data today")
    assert said in await lean.hear(line)


@pytest.mark.parametrize("line", ["/plan finish by 30 june", "/plan from 1 march", "/plan 20 a week", "/plan no end"])
async def test_a_word_that_is_part_of_what_is_said_stays(talk: Talk, line: str) -> None:
    async with talk.database.store() as store:
        found, arguments = await called(by_name(COMMANDS)["plan"], line, context_in(store))
    assert found.name == "plan"
    assert arguments.keys() & {"start", "finish"}


async def test_a_stage_that_is_called_like_a_word_is_still_a_stage(lean: Talk) -> None:
    document = "# Garden\n\n## Forecast\n\n- [ ] Rain\n- [ ] Sun\n\n## Tools\n\n- [ ] Spade\n- [ ] Rake\n"
    shown = await lean.say(f"/import\n{document}")
    assert shown
    await lean.press(next(key.data for key in shown.keys if "/import take" in key.data))
    assert "Rain" in await lean.hear("/plan forecast")


async def test_a_required_word_behind_is_asked_for_with_what_it_may_be(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    asked = await lean.say("/nudges quiet")
    assert asked
    assert [key.label for key in asked.keys] == ["22:00-07:30", "21:00-08:00", "23:00-07:00", "off"]


async def test_a_step_without_a_topic_is_asked_about_where_several_topics_go_on(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    for topic in ("nlp", "deep learning"):
        await lean.say(f"/begin {topic}")
        preview = await lean.say(f"/steps {topic}: 4 lessons")
        assert preview
        await lean.press(preview.keys[0].data)
    asked = await lean.say("/steps add Attention")
    assert asked
    assert [key.label for key in asked.keys] == ["👉 Deep Learning", "👉 NLP"]
    assert "NLP has 5 steps now" in await lean.answer(asked.keys[1].data)


async def test_help_lists_what_stands_behind_and_tells_of_each(lean: Talk) -> None:
    shown = await lean.hear("/help nudges")
    assert "/nudges quiet – The hours in which I am quiet" in shown
    assert "/nudges snooze – Nudge me again in a while" in shown
    assert "/nudges quiet <hours>" in await lean.hear("/help nudges quiet")


@pytest.mark.parametrize("word", [word.word for word in WORDS["group"] if word.command and word.command.right])
async def test_setting_a_group_behind_a_word_is_for_those_who_manage_it(lean: Talk, word: str) -> None:
    await lean.say("/group start ml-data", place=OWLS)
    before = await lean.rows()
    place = type(OWLS)(OWLS.chat_id, direct=False, title="The Owls")
    said = await lean.say(f"/group {word} off", by=BEN, place=place)
    assert said
    assert "those who manage this group" in plain(said.text)
    assert (await lean.rows())["groups"] == before["groups"]


async def test_a_group_is_set_by_the_words_behind(lean: Talk) -> None:
    for line in ("start ml-data", "digest sunday 17:00", "zone berlin", "quiet off", "board off", "rooms on"):
        await lean.say(f"/group {line}", by=ANN, place=OWLS)
    shown = await lean.say("/group how", by=ANN, place=OWLS)
    assert shown
    assert "Sundays at 17:00 (Europe/Berlin)" in plain(shown.text)


def test_a_definition_that_no_menu_can_show_is_refused() -> None:
    async def run(_: Context, __: str | None = None) -> Reply:
        raise NotImplementedError

    plain_one: Command = command("one", of("One", __="What"), "/one")(run)
    for bad in (
        lambda: command("one two three", of("One", __="What"), "/one")(run),
        lambda: type(plain_one)("one", "One", run, (), words=tuple(Word(f"w{n}") for n in range(26))),
        lambda: type(plain_one)("one", "One", run, (), words=(Word("same"), Word("same"))),
        lambda: type(plain_one.params[0])("x", "text", True, Arg(offered=False), "X"),
    ):
        with pytest.raises(ValueError, match=r"."):
            bad()


async def test_what_is_missing_behind_a_word_is_chosen_from_pages_too(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    asked = await lean.say("/choose 1 nudges quiet")
    assert asked
    assert [key.label for key in asked.keys] == ["22:00-07:30", "21:00-08:00", "23:00-07:00", "off"]
    assert "21:00" in await lean.answer(asked.keys[1].data)
    assert "I don't understand" in await lean.hear("/choose 1 nudges")
