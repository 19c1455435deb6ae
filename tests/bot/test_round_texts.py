"""What a group reads of a round stays one message, however many are in and whatever they say: an edit has no room for a second one."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from markupsafe import Markup

from bot.platforms.discord.markup import parts
from bot.store.post_names import AccountName, Said, untraced
from bot.texts import rounds as texts
from bot.texts.phrases import clock_of
from roadmap.group.rounds import MOST, Round
from tests.bot.nudge_stage import MONDAY

ZONE = ZoneInfo("UTC")
BLOCKS = [
    [clock_of(MONDAY + timedelta(minutes=at), ZONE) for at in block] for block in Round(MOST, focus=5, pause=0).blocks
]


def places(plan: str) -> list[texts.Place]:
    return [
        texts.Place(Markup.escape(AccountName(f"{number} {'n' * 30}", number)), Said.by(plan, number, "round", 1), "")
        for number in range(1, 41)
    ]


@pytest.mark.parametrize("letter", ["x", "*", ".", "@", "/", "\U0001f389"])
def test_a_round_of_many_is_one_message(letter):
    head = texts.begun_by("n" * 64, "t" * 100, MOST)
    on = texts.on(head, texts.blocks([(start, end) for start, end in BLOCKS]), places(letter * 80))
    over = texts.over("t" * 100, MOST, places(letter * 80), asks=True)
    for one, last in ((on, "as a reply to this."), (over, "How far did you get?")):
        (message,) = parts(untraced(one))
        assert message.endswith(last)
        assert "others" in message


def test_all_who_are_in_are_named_where_there_is_room():
    shown = texts.over("", 25, places("read")[: texts.MOST_SHOWN], asks=True)
    assert shown.count("• ") == texts.MOST_SHOWN
