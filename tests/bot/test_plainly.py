"""Messages for whoever has them read aloud: words where signs stood, and nothing that only adorns."""

import re
import unicodedata
from pathlib import Path

import pytest
from markupsafe import Markup

from bot.chat.form import Field, Form, Option
from bot.chat.plainly import without_signs
from bot.chat.reply import Button, Reply
from bot.texts import said, stages, unadorned
from tests.bot.conftest import Talk
from tests.conftest import SQLITE

ENGINES = SQLITE
STORIES = Path(__file__).parents[1] / "stories"
KEPT = frozenset("→·•–-▯")
"""What may begin a line and is no adornment."""


def adorned(line: str) -> bool:
    """Whether a line, or a label, begins with a sign that is read as its name."""
    text = re.sub(r"^(?:<[^>]+>)*", "", line)
    return len(text) > 2 and unicodedata.category(text[0]) == "So" and text[0] not in KEPT


@pytest.mark.parametrize("story", sorted(path.stem for path in STORIES.glob("*.txt")))
def test_no_line_and_no_button_of_any_story_keeps_its_sign(story: str) -> None:
    for line in (STORIES / f"{story}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith((">", "#", "@", "!", "saved:")):
            number, _, label = line.partition("] ")
            is_key = number.removeprefix("[").isdecimal()
            plain = unadorned.label(label) if is_key else unadorned.text(line)
            assert not adorned(plain), line


def test_what_a_sign_says_in_a_list_is_said_in_words() -> None:
    shown = "🗺 <b>Mine</b>\n\n<b>✅ 1. NLP</b>\n🟡 2. Vision\n⬜ 3. Ops\n⏭ 4. R"
    assert (
        unadorned.text(shown) == "<b>Mine</b>\n\n<b>done: 1. NLP</b>\ngoing on: 2. Vision\nopen: 3. Ops\nskipped: 4. R"
    )
    assert unadorned.text("✅ <b>NLP</b>: completed today.") == "<b>NLP</b>: completed today."
    assert isinstance(without_signs(Reply(text=Markup("🙂 a &lt;b&gt;"))).text, Markup)
    assert unadorned.text("👍") == "👍", "all that there is"


def test_a_sign_within_a_line_is_a_word_as_well() -> None:
    assert unadorned.text("Builds on: ✅ NLP, ☐ ML") == "Builds on: (done) NLP, (not ticked) ML"
    assert unadorned.text("⬜ 3. NLP\n★★★★ · 4–5 weeks\n✅ 4. CV") == (
        "open: 3. NLP\ndifficulty 4 · 4–5 weeks\ndone: 4. CV"
    )


def test_the_one_that_is_marked_among_others_says_so() -> None:
    assert unadorned.text("• Clay · 0 of 3 done\n▶ Web path · 1 of 4 done") == (
        "• Clay · 0 of 3 done\nnow: Web path · 1 of 4 done"
    )
    assert unadorned.text("▶ Web path is under way now.") == "Web path is under way now."


def test_buttons_of_one_topic_are_told_apart_by_what_they_do() -> None:
    labels = [
        "✅ NLP",
        "✍️ NLP",
        "📒 NLP",
        "💡 NLP · “words”",
        "📚 NLP",
        "👉 Web path",
        "🗑 Web path",
        "✍️ I studied today",
        "📒 My log",
    ]
    assert [unadorned.label(label) for label in labels] == [
        *("done: NLP", "studied: NLP", "log: NLP", "remember: NLP · “words”", "NLP", "Web path", "drop: Web path"),
        *("I studied today", "My log"),
    ]


def test_every_sign_that_stands_for_a_state_has_a_word() -> None:
    for sign in {*stages.SIGNS.values(), "☑", "☐"}:
        assert unadorned.label(f"{sign} Seeing") not in {"Seeing", f"{sign} Seeing"}
        assert unadorned.text(f"{sign} Seeing\n✅ Hearing").splitlines()[0].endswith(": Seeing")
    for sign in said.SIGNS.values():
        assert unadorned.label(f"{sign} Seeing").endswith("Seeing")
        assert not adorned(unadorned.label(f"{sign} Seeing"))


def test_a_button_says_once_what_it_does() -> None:
    labels = [
        "✅ Done",
        "✅ Done: NLP",
        "☑ Did it",
        "☐ Lesson 2",
        "▶ NLP",
        "▶ Begin NLP",
        "↩ Undo",
        "🌍 Berlin",
        "◀ Page 1",
        "⏭ Leave out",
        *("🗑 Drop it", "🗑 Remove", "🗑 Delete everything"),
    ]
    assert [unadorned.label(label) for label in labels] == [
        *("Done", "Done: NLP", "Did it", "not ticked: Lesson 2", "begin: NLP", "Begin NLP", "Undo", "Berlin", "Page 1"),
        *("Leave out", "Drop it", "Remove", "Delete everything"),
    ]


def test_a_form_and_a_toast_are_plain_as_well_and_type_what_they_typed() -> None:
    form = Form("📚 Steps", "/tick", (Field("☑ Done", (Option("☐ Lesson 1", "1"),)),))
    reply = Reply(text=Markup("🗺 a"), toast=Markup("✅ b"), buttons=(Button("▶ c", "/begin ▶"),), form=form)
    plain = without_signs(reply)
    assert (plain.text, plain.toast, plain.buttons) == ("a", "b", (Button("begin: c", "/begin ▶"),))
    assert plain.form == Form("Steps", "/tick", (Field("Done", (Option("not ticked: Lesson 1", "1"),)),))


async def test_it_is_set_by_a_stranger_too_and_holds_for_refusals(talk: Talk) -> None:
    message = await talk.say("/settings plain")
    assert message.text.startswith("Messages and buttons come without")
    await talk.say("/start ml-data today")
    assert not any(adorned(line) for line in (await talk.say("/roadmap")).text.splitlines())
    assert not any(adorned(key.label) for key in (await talk.say("/done cooking")).keys)
    assert (await talk.say("/settings emoji")).text.startswith("⚙")


@pytest.mark.drill
async def test_the_theme_is_that_of_every_picture(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    light = (await talk.say("/chart")).attachments[0].content
    for line in ("/settings dark", "/settings Dark Mode"):
        await talk.say(line)
        assert (await talk.say("/chart")).attachments[0].content != light
    await talk.say("/settings light")
    assert (await talk.say("/chart")).attachments[0].content == light
