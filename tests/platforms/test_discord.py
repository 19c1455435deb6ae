"""Discord: the real client and dispatcher in simcord's world."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Annotated, Any

import discord
import pytest
from markupsafe import Markup, escape

from bot.chat.command import Arg, Command, Sure, Where, command
from bot.chat.context import Context
from bot.chat.menu import menu_of
from bot.chat.platform import Right
from bot.chat.reply import Attachment, Button, Key, Message, Reply
from bot.commands import COMMANDS
from bot.errors import Choice
from bot.nudges.engine import Nudging
from bot.platforms.discord.buttons import laid_out
from bot.send_errors import TryLater, Unreachable, Unsendable
from bot.store import NudgeState
from bot.texts.errors import not_yours
from bot.texts.helps import of
from tests.platforms.discord_stage import Stage, kinds, labels, text

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


async def _choices(context: Context) -> list[Choice]:
    return [Choice(f"Choice {number} {'x' * 200}", str(number)) for number in range(60)]


@command(
    "echo",
    of("Say it again", words="What to say", times="How often", day="A day", sure="Really"),
    "/echo hello",
    menu=True,
)
async def echo(
    context: Context,
    words: Annotated[str, Arg(suggest=_choices)],
    times: int | None = None,
    day: date | None = None,
    sure: Sure | None = None,
) -> Reply:
    return Reply(text=escape(f"{context.speaker.name}: {words} {times} {day} {sure}"))


@command("slow", of("Take your time", how="How"), "/slow", menu=True)
async def slow(context: Context, how: str | None = None) -> Reply:
    await asyncio.sleep(0.3)
    return Reply(text=Markup("slowly"), buttons=(Button("Again", "/slow in place"),), in_place=how == "in place")


@command("files", of("Show files"), "/files", menu=True)
async def files(context: Context) -> Reply:
    picture = Attachment("plan.png", PNG, "image/png", "The plan as a picture")
    many = tuple(Attachment(f"{number}.txt", b"x", "text/plain") for number in range(12))
    return Reply(text=Markup("Here"), attachments=(picture, *many), buttons=(Button("Status", "/status"),))


@command("long", of("Say much"), "/long", menu=True)
async def long(context: Context) -> Reply:
    words = Markup("<b>{}</b>\n\n").format("much " * 300)
    return Reply(text=words * 3, buttons=tuple(Button(f"Button {n} {'y' * 90}", f"/echo {n}") for n in range(40)))


@command("open", of("For anybody"), "/open", open_to_all=True, menu=True)
async def open_(context: Context) -> Reply:
    return Reply(text=escape(context.speaker.name), buttons=(Button("Me too", "/open"),))


BOARD = (Button("Mine", "/echo mine"), Button("Skills", "/skills"))


@command("placard", of("Show the placard", aside="For me"), "/placard", where=Where.GROUP)
async def placard(context: Context, aside: str | None = None) -> Reply:
    return Reply(text=Markup("the placard"), buttons=BOARD, private=bool(aside))


@command("crawl", of("Show it late", aside="For me"), "/crawl", where=Where.GROUP)
async def crawl(context: Context, aside: str | None = None) -> Reply:
    await asyncio.sleep(0.3)
    return Reply(text=Markup("late"), private=bool(aside))


@command("rule", of("Set a rule"), "/rule", where=Where.GROUP, right=Right.MANAGE_GROUP)
async def rule(context: Context) -> Reply:
    return Reply(text=Markup("ruled"))


OWN: tuple[Command, ...] = (*COMMANDS, echo, slow, files, long, open_, placard, crawl, rule)


@pytest.fixture
async def stage(sqlite_url: str) -> AsyncIterator[Stage]:
    async with Stage(sqlite_url, OWN, {"patience": 30.0}) as stage:  # a busy machine puts nothing off
        yield stage


@pytest.fixture
async def hasty(sqlite_url: str) -> AsyncIterator[Stage]:
    """A stage on which what is slow is put off, and the rest perhaps."""
    async with Stage(sqlite_url, OWN, {"patience": 0.1}) as stage:
        yield stage


# Commands.


async def test_a_command_is_answered_where_it_was_called(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    result = await stage.ann.slash("done", topics="nlp", when="yesterday")
    assert "**NLP**: completed on Wed 31 Dec 2025" in text(result)
    assert not result.ephemeral
    assert not result.deferred


async def test_every_option_comes_as_it_is_typed(stage: Stage) -> None:
    result = await stage.ann.slash("echo", words="so it is", times=3, day="2 days ago", sure=True)
    assert text(result) == r"Ann \<b>: so it is 3 2025-12-30 True"
    assert "None None None" in text(await stage.ann.slash("echo", words="x", sure=False))


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("done", {"topics": "cooking"}, "No topic is called “cooking”"),
        ("done", {"topics": "nlp", "when": "31 april"}, "2025 has no “31 april”"),
        ("done", {"topics": "nlp", "when": "soon"}, "I don't know what to make of “soon”"),
        ("done", {"topics": "nlp", "link": "my site"}, "I don't know what to make of “my site”"),
        ("checkin", {"minutes": "a while"}, "I don't know what to make of “a while”"),
        ("checkin", {"minutes": "0"}, "“0” is no length of study"),
        ("settings timezone", {"city": "xyzzyx"}, "I know no place like"),
    ],
)
async def test_a_wrong_option_is_explained_as_a_wrong_line_is(
    stage: Stage, name: str, options: dict[str, str], said: str
) -> None:
    assert said in text(await stage.member.slash(stage.channel, name, **options))


async def test_an_unclear_topic_is_picked_by_a_button_that_keeps_the_other_options(stage: Stage) -> None:
    unclear = await stage.ann.slash("done", topics="ml", when="yesterday")
    assert unclear.response
    done = await stage.ann.click(unclear.response, label="✅ CI/CD for ML · Wed 31 Dec")
    assert "**CI/CD for ML**: completed on Wed 31 Dec 2025" in text(done)


async def test_among_others_an_answer_is_for_the_asker_alone(stage: Stage) -> None:
    await stage.member.slash(stage.channel, "start", roadmap="ml-data", when="today")
    result = await stage.member.slash(stage.channel, "status")
    assert "On track" in text(result)
    assert result.ephemeral
    assert stage.channel.history(viewer=stage.other) == []


async def test_the_bot_that_a_person_installed_for_themselves_whispers_among_friends(stage: Stage) -> None:
    status = next(one for one in stage.calls("PUT", "/commands")[0] if one["name"] == "status")
    assert (status["contexts"], status["integration_types"]) == ([0, 1, 2], [0, 1])
    result = await stage.call_among_friends("status")
    assert "Machine learning" in text(result)
    assert result.ephemeral


@pytest.mark.drill
async def test_an_answer_that_takes_long_is_put_off_first(hasty: Stage) -> None:
    direct = await hasty.ann.slash("slow")
    assert (direct.ephemeral, text(direct)) == (False, "slowly")
    assert direct.response
    assert labels(direct.response) == ["Again"]
    aside = await hasty.member.slash(hasty.channel, "slow")
    assert (aside.ephemeral, text(aside)) == (True, "slowly")
    assert kinds(hasty.calls("POST", "/callback")) == [5, 5]


async def test_a_long_answer_comes_in_parts_with_the_buttons_under_the_last(stage: Stage) -> None:
    result = await stage.ann.slash("long")
    assert result.response
    messages = [result.response, *result.followups]
    assert len(messages) == 3
    assert all(one.content.startswith("**much") and one.content.endswith("much**") for one in messages)
    assert [len(labels(one)) for one in messages] == [0, 0, 25]


async def test_files_come_with_the_text_and_pictures_say_what_they_show(stage: Stage) -> None:
    result = await stage.ann.slash("files")
    assert result.response
    first = result.response.attachments[0]
    assert (first.filename, first.description) == ("plan.png", "The plan as a picture")
    assert [len(one.attachments) for one in (result.response, *result.followups)] == [10, 3]
    assert labels(result.response) == ["Status"]


async def test_links_never_unfold(stage: Stage) -> None:
    result = await stage.member.slash(stage.channel, "roadmap topic", topic="nlp")
    assert "](<https://" in text(result)
    assert result.response
    assert result.response.flags.suppress_embeds


async def test_a_moment_is_shown_in_each_readers_own_zone(stage: Stage) -> None:
    result = await stage.member.slash(stage.channel, "start", roadmap="ml-data", when="today")
    assert "My first nudge comes on <t:1767603600:F> (<t:1767603600:R>)." in text(result)


async def test_what_is_typed_in_the_direct_chat_is_heard_with_or_without_a_slash(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    await stage.ann.send_dm("done nlp")
    assert "**NLP**: completed" in stage.dms()[-1]
    robot = stage.env.create_user("robot", bot=True)
    await robot.send_dm("/status")
    assert [m.author.id for m in robot.dm_channel.history()] == [robot.id]


async def test_a_file_in_the_direct_chat_is_imported_and_so_is_one_that_is_replied_to(stage: Stage) -> None:
    await stage.ann.send_dm("/help import")
    backend, chat = stage.env.backend, stage.ann.dm_channel
    path = backend.store_attachments(chat.id, [("path.md", b"- [ ] Sets\n- [ ] Maps\n")])
    file = await stage.ann.send_dm(attachments=path)
    assert "2 topics" in stage.dms()[-1]
    await stage.ann.send_dm("/help import")
    assert "2 topics" not in stage.dms()[-1]
    replied = backend.normalize_message_reference(chat.id, {"channel_id": str(chat.id), "message_id": str(file.id)})
    await stage.ann.send_dm("/import", reference=replied)
    assert "2 topics" in stage.dms()[-1]


async def test_what_stands_below_a_file_is_told_where_it_tells_something_and_else_the_file_is_imported(
    stage: Stage,
) -> None:
    await stage.ann.send_dm("/start ml-data today")
    backend, chat = stage.env.backend, stage.ann.dm_channel
    for words, answer in {"done nlp": "**NLP**: completed", "my roadmap": "2 topics"}.items():
        path = backend.store_attachments(chat.id, [("path.md", b"- [ ] Sets\n- [ ] Maps\n")])
        await stage.ann.send_dm(words, attachments=path)
        assert answer in stage.dms()[-1]


async def test_what_is_typed_among_others_is_not_even_asked_for(stage: Stage) -> None:
    await stage.member.send(stage.channel, "/status")
    assert [m.author.id for m in stage.channel.history()] == [stage.ann.id]
    assert not stage.discord.client.intents.message_content
    assert not stage.discord.client.intents.guild_messages


# Group commands.


async def test_a_group_command_answers_before_everybody_and_an_aside_to_one(stage: Stage) -> None:
    result = await stage.member.slash(stage.channel, "placard")
    assert not result.ephemeral
    assert (await stage.member.slash(stage.channel, "placard", aside="yes")).ephemeral


async def test_a_late_group_answer_is_for_everybody_unless_it_is_private_and_shows_others_nothing_first(
    hasty: Stage,
) -> None:
    late = await hasty.member.slash(hasty.channel, "crawl")
    assert [(one.content, one.ephemeral) for one in late.followups] == [("late", False)]
    aside = await hasty.member.slash(hasty.channel, "crawl", aside="yes")
    assert (aside.ephemeral, text(aside)) == (True, "late")
    assert [call["data"]["flags"] for call in hasty.calls("POST", "/callback")] == [64, 64]
    assert [m.content for m in hasty.channel.history(viewer=hasty.other)] == ["late"]


async def test_the_direct_chat_lists_what_is_in_the_menu_and_takes_all_else_as_words(stage: Stage) -> None:
    listed = {one.name for one in COMMANDS if one.menu and one.where is not Where.GROUP}
    top = {path.partition(" ")[0] for path in stage.ann.available_commands()}
    assert listed == top & {one.name for one in COMMANDS}
    assert "roadmap skip" in stage.member.available_commands(stage.channel)
    await stage.ann.send_dm("/skip nlp")
    assert "skipped today" in stage.dms()[-1]


async def test_a_group_command_is_neither_offered_nor_answered_in_the_direct_chat(stage: Stage) -> None:
    assert "placard" not in stage.ann.available_commands()
    await stage.ann.send_dm("/placard")
    assert "That one is for groups" in stage.dms()[-1]


async def test_a_right_is_asked_by_discord_which_lets_managers_through(stage: Stage) -> None:
    assert "rule" not in stage.member.available_commands(stage.channel)
    managers = stage.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    manager = stage.guild.add_member(stage.env.create_user("mia"), roles=[managers])
    assert text(await manager.slash(stage.channel, "rule")) == "ruled"
    rules = next(one for one in stage.calls("PUT", "/commands")[0] if one["name"] == "rule")
    assert (rules["default_member_permissions"], rules["contexts"], rules["integration_types"]) == (32, [0], [0])


# Autocomplete.


async def test_topics_are_suggested_by_what_is_typed_so_far(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    await stage.ann.send_dm("/begin nlp")
    every = await stage.ann.autocomplete("done", "topics", "")
    assert every[0] == {"name": "🟡 NLP", "value": "3"}
    assert len(every) == 7
    assert [one["value"] for one in await stage.ann.autocomplete("done", "topics", "deap lern")] == ["1"]
    assert await stage.ann.autocomplete("done", "topics", "nlp, imag") == [
        {"name": "nlp, ⬜ Image Processing", "value": "nlp, 4"}
    ]


async def test_at_most_25_suggestions_are_shown_however_many_there_are(stage: Stage) -> None:
    shown = await stage.ann.autocomplete("echo", "words", "choice")
    assert len(shown) == 25
    assert all(len(one["name"]) == 100 for one in shown)


async def test_a_suggestion_can_be_chosen(stage: Stage) -> None:
    chosen = (await stage.ann.autocomplete("done", "topics", "time"))[0]["value"]
    assert "**Time Series Forecasting**: completed" in text(await stage.ann.slash("done", topics=chosen))


# Buttons.


async def test_a_button_works_after_a_restart_and_a_year(stage: Stage) -> None:
    begun = await stage.ann.slash("done", topics="nlp")
    await stage.restart()
    await stage.env.advance_time(timedelta(days=20).total_seconds())
    assert begun.response
    undone = await stage.ann.click(begun.response, label="↩ Undo")
    assert "Taken back: NLP completed" in text(undone)


async def test_a_press_on_somebody_elses_button_is_refused_aside(stage: Stage) -> None:
    shown = await stage.member.slash(stage.channel, "placard")
    assert shown.response
    refused = await stage.other.click(shown.response, label="Mine")
    assert text(refused) == not_yours()
    assert refused.ephemeral
    assert text(await stage.member.click(shown.response, label="Mine")) == r"Ann \<b>: mine None None None"


async def test_an_open_button_is_for_whoever_presses_it_aside(stage: Stage) -> None:
    await stage.member.slash(stage.channel, "open")
    assert stage.channel.history(viewer=stage.other) == []
    chat = stage.discord.client.get_partial_messageable(stage.channel.id)
    await chat.send("come", view=laid_out((Key("Me too", "*:/open"),)) or discord.utils.MISSING)
    pressed = await stage.other.click(stage.channel.last_message, label="Me too")
    assert (text(pressed), pressed.ephemeral) == ("ben", True)


async def test_an_answer_in_place_changes_the_message_that_was_pressed(stage: Stage) -> None:
    await stage.ann.send_dm("/skills")
    listed = stage.ann.dm_channel.last_message
    assert listed
    label = _labels(listed)[0]
    await stage.ann.click(listed, label=label)
    changed = stage.ann.dm_channel.last_message
    assert changed
    assert changed.id == listed.id
    assert _labels(changed)[0] == label.replace("☐", "☑")
    assert len(stage.dms()) == 1


def _labels(message: Any) -> list[str]:
    """The labels of a message that was written into a chat."""
    return [button.label for row in message.components for button in row.children]


async def test_a_slow_answer_in_place_changes_it_too(hasty: Stage) -> None:
    shown = await hasty.ann.slash("slow")
    assert shown.response
    again = await hasty.ann.click(shown.response, label="Again")
    assert again.acknowledged
    assert kinds(hasty.calls("POST", "/callback")) == [5, 6]
    assert hasty.dms() == ["slowly"]


async def test_a_whispered_message_is_changed_in_place_too(stage: Stage) -> None:
    listed = await stage.member.slash(stage.channel, "settings skills")
    assert listed.response
    label = labels(listed.response)[0]
    pressed = await stage.member.click(listed.response.message, label=label)
    assert labels(listed.response)[0] == label.replace("☐", "☑")
    assert not pressed.followups


async def test_what_is_for_one_alone_never_takes_the_place_of_what_all_see(stage: Stage) -> None:
    shown = await stage.member.slash(stage.channel, "placard")
    assert shown.response
    answer = await stage.member.click(shown.response, label="Skills")
    assert answer.ephemeral
    assert [m.content for m in stage.channel.history(viewer=stage.other)] == ["the placard"]


async def test_presses_without_end_are_acknowledged_and_answered_no_more(stage: Stage) -> None:
    shown = await stage.ann.slash("open")
    assert shown.response
    for _ in range(35):
        assert (await stage.ann.click(shown.response, label="Me too")).acknowledged
    assert kinds(stage.calls("POST", "/callback")) == [4] * 33 + [6] * 3
    assert "That's a lot at once" in stage.dms()[-1]


# What goes wrong.


async def test_an_answer_that_discord_could_not_take_comes_all_the_same_and_once(stage: Stage) -> None:
    stage.env.inject_error("POST", "/interactions/*", status=500, code=0)
    done = await stage.ann.slash("done", topics="nlp")
    assert done.response
    assert "completed today" in done.response.content
    assert done.followups == []


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060)])
async def test_an_answer_that_comes_too_late_is_dropped_and_the_bot_goes_on(
    stage: Stage, status: int, code: int
) -> None:
    stage.env.inject_error("POST", "/interactions/*", status=status, code=code)
    lost = await stage.ann.slash("done", topics="nlp")
    assert lost.response is None
    assert "✅ 3. NLP" in text(await stage.ann.slash("status", page=1)), "it was done all the same"


async def test_what_cannot_be_put_off_in_time_is_done_all_the_same(hasty: Stage) -> None:
    hasty.env.inject_error("POST", "/interactions/*", status=404, code=10062, times=2)
    assert (await hasty.ann.slash("slow")).response is None
    assert text(await hasty.ann.slash("echo", words="on")) == r"Ann \<b>: on None None None"


# Nudges.


async def test_a_nudge_goes_by_direct_message_and_is_known_by_its_key(stage: Stage) -> None:
    message = Message(text=Markup("Your week"), keys=(Key("Status", f"{stage.ann.id:x}:/status"),), key="k" * 20)
    for _ in range(2):
        number = await stage.discord.send(str(stage.ann.id), message)
    assert stage.dms() == ["Your week", "Your week"], "simcord does not compare nonces, Discord does"
    sent = stage.calls("POST", "/messages")
    assert [(one["nonce"], one["enforce_nonce"]) for one in sent] == [("k" * 20 + "-0", True)] * 2
    assert int(number) == stage.ann.dm_channel.last_message.id  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (403, 50007, Unreachable("takes no direct messages")),
        (403, 50278, Unreachable("shares no server")),
        (403, 50001, Unsendable("refused (50001)")),
        (400, 50035, Unsendable("refused (50035)")),
        (403, 40003, TryLater("opens direct chats too fast")),
        (500, 0, TryLater("fault at Discord", maybe_sent=True)),
        (401, 0, TryLater("token refused")),
    ],
)
async def test_a_nudge_that_is_refused_says_why_in_fixed_words(
    stage: Stage, status: int, code: int, error: Exception
) -> None:
    stage.env.inject_error("POST", "/channels/*/messages", status=status, code=code, message="a secret")
    with pytest.raises(type(error)) as raised:
        await stage.discord.send(str(stage.ann.id), Message(text=Markup("Your week")))
    assert vars(raised.value) == vars(error)
    assert "secret" not in str(raised.value)


async def test_a_nudge_without_anything_in_it_is_not_sent(stage: Stage) -> None:
    with pytest.raises(Unsendable):
        await stage.discord.send(str(stage.ann.id), Message(text=Markup("")))


async def test_the_weekly_nudge_comes_directly_with_buttons_that_work(stage: Stage) -> None:
    await stage.ann.send_dm("/start ml-data today")
    await stage.env.advance_time(timedelta(days=4, hours=9).total_seconds())
    assert await nudging(stage).work() == 1
    nudge = stage.ann.dm_channel.last_message
    assert nudge
    assert "it is ready when you are" in nudge.content
    assert len(stage.calls("POST", "/messages")[-1]["nonce"]) == 22
    await stage.ann.click(nudge, label="⋯")
    more = stage.ann.dm_channel.last_message
    assert more
    snoozed = await stage.ann.click(more, label="💤 Snooze 2 days")
    assert "I'll be back on <t:" in text(snoozed)


@pytest.mark.parametrize("code", [50007, 50278])
async def test_who_takes_no_direct_messages_is_left_alone_until_they_speak_again(stage: Stage, code: int) -> None:
    await stage.ann.send_dm("/start ml-data today")
    await stage.env.advance_time(timedelta(days=4, hours=9).total_seconds())
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=code)
    assert await nudging(stage).work() == 0
    async with stage.database.store() as store:
        contact = await store.learners.by_account("discord", str(stage.ann.id))
        assert contact
        assert contact.account.unreachable_at
        (row,) = await store.ledger.last(contact.learner.id, 9)
        assert row.state is NudgeState.UNREACHABLE
    await stage.env.advance_time(timedelta(days=7).total_seconds())
    assert await nudging(stage).work() == 0
    assert text(await stage.ann.slash("status"))
    await stage.env.advance_time(timedelta(days=7).total_seconds())
    assert await nudging(stage).work() == 1


def nudging(stage: Stage) -> Nudging:
    return Nudging(stage.database, {"discord": stage.discord}, default_zone="UTC", limits={})


# The list of commands.


async def test_a_command_that_is_no_more_is_answered_with_what_there_is(stage: Stage) -> None:
    stage.discord.client.tree.remove_command("roadmap")
    answer = await stage.member.slash(stage.channel, "roadmap skip", topics="nlp")
    assert "skipped" in text(answer), "the Dispatcher still knows it"
    stage.commands = tuple(one for one in OWN if one.name not in {"echo", "slow"})
    stage.env.inject_error("PUT", "/applications/*/commands", status=400, code=50035)
    await stage.restart()
    gone = await stage.member.slash(stage.channel, "echo", words="hello")
    assert "I don't know “/echo”" in text(gone)
    assert gone.ephemeral
    assert {type(error) for error in stage.env.errors} == {discord.app_commands.CommandNotFound}
    stage.expected = discord.app_commands.CommandNotFound


async def test_the_commands_are_sent_when_they_changed_and_only_then(sqlite_url: str) -> None:
    async with Stage(sqlite_url) as stage:
        assert len(stage.calls("PUT", "/commands")) == 1
        await stage.restart()
        assert len(stage.calls("PUT", "/commands")) == 1
        stage.commands = OWN
        await stage.restart()
        await stage.restart()
        sent = [[one["name"] for one in sent if one["type"] == 1] for sent in stage.calls("PUT", "/commands")]
        assert list(map(len, sent)) == [len(menu_of(COMMANDS)), len(menu_of(OWN))]


async def test_a_bot_whose_commands_are_refused_still_answers(sqlite_url: str) -> None:
    async with Stage(sqlite_url) as stage:
        stage.env.inject_error("PUT", "/applications/*/commands", status=400, code=50035)
        stage.commands = OWN
        await stage.restart()
        assert "study mate" in text(await stage.member.slash(stage.channel, "start"))
