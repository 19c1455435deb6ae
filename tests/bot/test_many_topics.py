"""Many topics at once, and a long roadmap in pages: previewed, undone as one, told apart, each within one message."""

from datetime import timedelta
from time import process_time

import pytest
from markupsafe import Markup

from bot.chat.reply import Message
from bot.platforms.discord.markup import parts as discord_parts
from bot.platforms.telegram.markup import parts as telegram_parts
from tests.bot.conftest import Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import take

STAGES = (
    "Variables",
    "Loops",
    "Arrays",
    "Strings",
    "Files",
    "Tests",
    "Graphs",
    "Trees",
    "Sorting",
    "Hashing",
    "Ports",
    "Threads",
)


def document(each: int, stages: tuple[str, ...] = STAGES, tail: str = "") -> str:
    """Stages of so many topics, the first and the last of each called like those of the others."""
    lines = ["# The long way\n"]
    for stage in stages:
        lines.append(f"\n## {stage}\n")
        lines += [
            f"- [ ] {name}{tail}" for name in ("Goals", *(f"{stage} lesson {at}" for at in range(2, each)), "Project")
        ]
    return "\n".join(lines)


async def on(talk: Talk, text: str) -> Talk:
    await take(talk, text)
    talk.wait(timedelta(minutes=5))
    return talk


async def test_ten_topics_are_done_at_once_and_eleven_are_shown_first(lean: Talk) -> None:
    await on(lean, document(10))
    assert "That's 10 of 120." in await lean.hear("/done 61-70")
    shown = await lean.say("/done 31-41")
    assert shown
    assert "Complete 11 topics today" in shown.text.striptags()
    assert "Nothing is stored yet." in shown.text
    assert "That's 11 of 120." in await lean.hear("/done 100")


async def test_one_tap_does_what_was_shown_and_one_undo_takes_all_of_it_back(lean: Talk) -> None:
    await on(lean, document(12))
    shown = await lean.say("/done all of arrays")
    assert shown
    told = await lean.press(data_of(shown, "Do it"))
    assert isinstance(told, Message)
    assert "That's 12 of 144." in told.text
    back = await lean.press(data_of(told, "Undo"))
    assert isinstance(back, Message)
    assert "12 topics completed" in back.text
    assert "That's 1 of 144." in await lean.hear("/done 1")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/skip stage 9", "Skip 12 topics?"),
        ("skip the rest of sorting", "Skip 12 topics?"),
        ("finished everything in arrays", "Complete 12 topics today"),
        ("done with all topics in arrays yesterday", "Complete 12 topics on Sun 3 Jan"),
        ("/done the arrays stage", "Complete 12 topics today"),
        ("/done 25 to 36", "Complete 12 topics today"),
        ("/done topics 1-12", "Complete 12 topics today"),
        ("/done 100 – 120", "Complete 21 topics today"),
        ("/reopen 5-8", "are open anyway"),
        ("did 25 to 36", "Shall I store that?"),
        ("I didn't finish everything in arrays", "stored nothing"),
        ("/done 100-900", "stored nothing"),
        ("/done 1-12", "a topic or a day?"),
        ("/begin 20-36", "At most 12 at a time"),
    ],
)
async def test_many_topics_are_named_by_numbers_and_by_stages(lean: Talk, line: str, said: str) -> None:
    await on(lean, document(12))
    assert said in await lean.hear(line)


async def test_topics_of_one_name_are_told_apart_by_their_stages(lean: Talk) -> None:
    await on(lean, document(10))
    asked = await lean.say("/done goals")
    assert asked
    labels = [key.label for key in asked.keys if "Goals" in key.label]
    assert labels[:2] == ["✅ Goals · Variables", "✅ Goals · Loops"]
    assert "Goals (Arrays)" in await lean.hear("/done goals arrays")


async def test_a_name_that_fits_several_stages_asks_with_them(lean: Talk) -> None:
    await on(lean, document(12, ("Binary search", "Binary trees", *STAGES)))
    asked = await lean.say("/done all of binary")
    assert asked
    assert [key.label for key in asked.keys[:2]] == [
        "✅ Binary search · 1–12: 12 topics",
        "✅ Binary trees · 13–24: 12 topics",
    ]
    shown = await lean.say("/roadmap binary")
    assert shown
    assert [key.label for key in shown.keys[:2]] == ["🗺 Binary search", "🗺 Binary trees"]


async def test_where_a_topic_has_the_name_of_a_stage_it_is_asked_which_is_meant(lean: Talk) -> None:
    await on(lean, document(12) + "\n\n## More\n\n- [ ] Arrays\n- [ ] Less\n")
    asked = await lean.say("/done all of arrays")
    assert asked
    assert [key.label for key in asked.keys[:2]] == ["✅ Arrays · 25–36: 12 topics", "✅ Arrays · More"]
    assert "Complete 12 topics" in await lean.hear("/done everything in arrays")


async def test_a_long_roadmap_shows_where_the_learner_is(lean: Talk) -> None:
    await on(lean, document(10))
    await lean.say("/done 1-9 yesterday")
    for line in ("/done topics 1-10", "/done topics 11-20", "/done topics 21-23"):
        lean.wait(timedelta(minutes=1))
        await lean.say(line)
    for line in ("/status 1", "/roadmap", "/plan"):
        said = await lean.hear(line)
        assert "✅ 2 of 12 stages · now: Arrays 3/10" in said, line
        assert "⬜ 4. Strings · 0/10" in said, line
        assert "Variables lesson" not in said, "finished topics take no lines"
        assert "✅ 21." not in said, "nor those of the stage"
    assert "✅ 1. Variables · 10/10" in await lean.hear("/roadmap 2")
    assert "4. Strings · 0/10" in await lean.hear("/roadmap strings")


LONG = " of the long, long book about everything there is to know, in many words" * 2


TABLE = "# All\n" + "".join(
    f"\n## {stage}{LONG}\n\n| Topic | Weeks |\n|---|---|\n"
    + "".join(f"| {stage} lesson {at}{LONG} | 2-3 |\n" for at in range(14))
    for stage in STAGES
)
FLAT = "# All\n\n" + "".join(f"- [ ] Lesson {at}{LONG}\n" for at in range(150))
STAGED = document(14, tuple(f"{name}{LONG}" for name in STAGES), LONG)


@pytest.mark.drill
@pytest.mark.parametrize("text", [document(14), STAGED, TABLE, FLAT], ids=["short", "long", "windows", "no stages"])
async def test_a_page_is_one_message_on_every_platform(lean: Talk, text: str) -> None:
    await on(lean, text)
    for line in (
        "/begin 20",
        "/begin 40",
        "/status",
        "/status 1",
        "/status 2",
        "/roadmap",
        "/roadmap 2",
        "/plan",
        "/plan 2",
        "/roadmap stage 2",
        "/status stage 2",
        "/done topics 1-100",
    ):
        lean.wait(timedelta(minutes=1))
        told = await lean.say(line)
        assert told
        in_one_message(told.text, line)


def in_one_message(text: Markup, line: str) -> None:
    assert len(discord_parts(text)) == 1, (line, len(text.striptags()))
    assert len(telegram_parts(text)) == 1, line


@pytest.mark.drill
async def test_two_thousand_topics_are_done_and_taken_back_quickly(lean: Talk) -> None:
    await on(lean, "# All\n\n" + "".join(f"- [ ] Lesson {at}\n" for at in range(2_000)))
    shown = await lean.say("/done 1-2000")
    assert shown
    began = process_time()
    told = await lean.press(data_of(shown, "Do it"))
    assert isinstance(told, Message)
    assert "2,000" in told.text
    back = await lean.press(data_of(told, "Undo"))
    assert isinstance(back, Message)
    assert len(back.text) < 200
    assert process_time() - began < 4


async def test_one_length_among_very_many_topics_makes_no_plan_and_nobody_late(lean: Talk) -> None:
    await on(lean, document(12))
    assert "2 weeks" in await lean.hear("/edit length 80 2 weeks")
    assert "nothing is ever late" in await lean.hear("/plan")
    lean.wait(timedelta(days=40))
    assert "0 of 144 done." in await lean.hear("/status")
    assert "I can't tell yet" in await lean.hear("/forecast")
    assert "The days you were away don't count." in (await lean.hear("/pause 3 days"), await lean.hear("/resume"))[1]


TWICE = "# Twice\n\n" + "".join(
    f"## {stage} (optional)\n\n| Topic | Weeks |\n|---|---|\n| Goals | 2 |\n| {stage} well | 2 |\n\n"
    for stage in ("Sails", "Ropes")
)


async def test_a_new_plan_names_topics_of_one_name_by_their_stage(talk: Talk) -> None:
    await take(talk, TWICE)
    talk.wait(timedelta(days=90))
    moved = await talk.hear("/replan stretch")
    assert "Goals (Sails" in moved
    assert "Goals (Ropes" in moved
    dropped = await talk.hear("/replan")
    assert "Goals (Sails (optional))" in dropped.partition("Drop what's optional")[2]
    assert "Goals (Sails" in await talk.hear("/plan finish by 30 december 2027")


TWINS = "# Twins\n\n" + "".join(
    f"## {stage}\n\n- [ ] Videos\n- [ ] Implement\n- [ ] Watch (video)\n- [ ] Watch (video)\n\n"
    for stage in ("Sets", "Maps")
)


async def test_no_two_buttons_read_alike(lean: Talk) -> None:
    await take(lean, TWINS)
    for line in ("/done", "/begin watch video", "/topic watch", "/done implement and videos maps", "/done videos"):
        shown = await lean.say(line)
        assert isinstance(shown, Message)
        labels = [key.label for key in shown.keys]
        assert len(set(labels)) == len(labels), labels
    shown = await lean.say("/topic watch video sets")
    assert isinstance(shown, Message)
    assert [key.label for key in shown.keys] == [
        "📚 Watch (video) · Sets · 3",
        "📚 Watch (video) · Sets · 4",
        "✖ Nothing",
    ]
    assert "Watch (video) · no. 4" in await lean.hear("/done 4")


async def test_topics_of_one_name_without_stages_are_told_apart_by_their_numbers(lean: Talk) -> None:
    await take(lean, "# Twins\n\n- [ ] Watch (video)\n- [ ] Implement\n- [ ] Watch (video)\n")
    shown = await lean.say("/topic watch")
    assert isinstance(shown, Message)
    assert [key.label for key in shown.keys] == ["📚 Watch (video) · 1", "📚 Watch (video) · 3", "✖ Nothing"]


async def test_a_new_plan_that_moves_nothing_says_so_in_a_line(talk: Talk) -> None:
    await take(talk, TWICE)
    told = await talk.hear("/replan stretch")
    assert "Every topic keeps its days." in told
    assert "→" not in told
