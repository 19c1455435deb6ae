"""Roadmaps of hundreds of topics, with titles of hundreds of characters: answers stay short, quick and complete."""

from datetime import timedelta
from time import process_time

import pytest

from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from tests.attacks.limits import settled
from tests.bot.conftest import Talk
from tests.bot.test_dispatch import data_of
from tests.bot.test_importing import send, take
from tests.machine import fair

MOST_CHARACTERS = 2 * 4096
"""Two messages on Telegram."""

MOST_KEYS, LONGEST_LABEL, LONGEST_DATA = 25, 60, 64
"""Discord shows 25 buttons with 80 characters each; a telephone shows fewer."""

COUNT = 463


def title(number: int) -> str:
    return f"Chapter {number} " + "of the long book about everything " * 8


LIST = "# Everything\n\n" + "".join(
    f"- [{'🚧' if number % 7 == 0 else ' '}] {title(number)}\n" for number in range(COUNT)
)
TABLE = "# Everything\n\n| Topic | Weeks | Hours | Prerequisites | Optional |\n|---|---|---|---|---|\n" + "".join(
    f"| {title(number)} | {number % 5 + 1} | 6 hours | skill {number}, another skill {number} | yes |\n"
    for number in range(COUNT)
)
WORDS = ["bread", "wool", "iron", "glass", "paper", "salt", "stone", "cloth", "wood", "silk", "clay", "gold"]
SAID = (
    *("/status", "/plan", "/roadmap", "/next", "/forecast", "/whatif 10 hours", "/whatif finish by june", "/hours 6"),
    *(
        "/replan",
        "/replan stretch",
        "/replan drop",
        "/topic 3",
        "/begin 3",
        "/done 3 4 5 6 7 8",
        "/skills",
        "/skills none",
    ),
    *(
        "/roadmaps",
        "/start",
        "/settings",
        "/undo",
        "/checkin",
        "/done chapter",
        "/share",
        "/days mon-fri",
        "/plan from monday",
    ),
)


def check(line: str, answer: Message | None) -> None:
    assert answer, line
    assert len(plain(answer.text)) <= MOST_CHARACTERS, line
    assert len(answer.keys) <= MOST_KEYS, line
    assert all(len(key.label) <= LONGEST_LABEL and len(key.data.encode()) <= LONGEST_DATA for key in answer.keys), line


@pytest.mark.drill
@pytest.mark.parametrize("document", [LIST, TABLE], ids=["list", "table"])
async def test_every_answer_about_a_long_roadmap_is_short_quick_and_has_few_buttons(lean: Talk, document: str) -> None:
    shown = await send(lean, document)
    check("/import", shown)
    check("take it", await pressed(lean, shown, "✔"))
    with settled():  # no collecting of what other tests have left behind
        for line in SAID:
            lean.wait(timedelta(hours=1))
            began = process_time()
            answer = await lean.say(line)
            assert fair(process_time() - began, 1) < 1, line
            check(line, answer)


async def pressed(talk: Talk, shown: Message, label: str) -> Message:
    answer = await talk.press(data_of(shown, label))
    assert isinstance(answer, Message)
    return answer


async def test_of_many_renames_a_few_are_asked_about_and_all_can_be_confirmed_with_one_tap(lean: Talk) -> None:
    await take(lean, "# Words\n\n" + "".join(f"- [ ] How {word} was made in the old days\n" for word in WORDS))
    await lean.say("/done 7")
    shown = await send(lean, "# Words\n\n" + "".join(f"- [ ] How {word} is made in these new days\n" for word in WORDS))
    assert sum(key.label.startswith("= ") for key in shown.keys) == 7
    check("again", shown)
    asked = await pressed(lean, shown, f"All {len(WORDS)} are the same")
    assert "Renamed" in plain(asked.text)
    assert "Added" not in plain(asked.text)
    await pressed(lean, asked, "Update")
    assert "✅ 7. How stone is" in await lean.hear("/status 1")


async def test_renames_can_be_confirmed_one_by_one_as_long_as_they_fit_on_a_button(lean: Talk) -> None:
    await take(lean, "# Words\n\n" + "".join(f"- [ ] {word} {'x' * 90}\n" for word in WORDS))
    shown = await send(lean, "# Words\n\n" + "".join(f"- [ ] {word} {'x' * 60}\n" for word in WORDS))
    for _ in range(20):
        if not (
            one := next((key for key in shown.keys if key.label.startswith("= ") and "All" not in key.label), None)
        ):
            break
        answer = await lean.press(one.data)
        assert isinstance(answer, Message)
        shown = answer
    updated = await pressed(lean, shown, "Update")
    assert "version 2" in plain(updated.text)
