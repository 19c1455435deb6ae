"""A digest asks for nobody whose name is struck out of it: the lines that were theirs alone go, and the week's call above all."""

from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.store.post_names import AccountName, accounts_in, struck, struck_in_lines
from bot.texts.phrases import lines, listed_markup, paragraphs
from bot.texts.sentence import say
from tests.bot.gathering import ANN, BEN, EVE, GUS, Gathering
from tests.bot.group_stage import utc
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG


@pytest.fixture(params=["telegram", "discord"])
async def gathering(database_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Gathering]:
    """The Owls, whose digest tells of Ben, Eve and Gus, and asks for a hand for Gus."""
    gathering = Gathering(database_url, request.param)
    await gathering.begin(BEN, EVE, GUS)
    await gathering.say(GUS, "/helpme deep learning where do I start?")
    await gathering.go(utc("2027-01-05 12:00"))
    await gathering.say(GUS, "/begin nlp", None)
    await gathering.say(GUS, "/done deep learning", None)
    await gathering.say(EVE, "/begin deep learning", None)
    await gathering.say(BEN, "/begin deep learning", None)
    await gathering.go(utc("2027-01-11 09:30"))
    yield gathering
    await gathering.close()


def digest(gathering: Gathering) -> str:
    (found,) = [text for text in gathering.stands() if text.startswith("🗞")]
    return found


GUSS = (
    "Completed ✅ Gus: Deep Learning",
    "🟡 NLP: Gus",
    "Who can help? 🙋 Gus with Deep Learning (#1): “where do I start?”",
    "👉 This week: who gives Gus a hand with Deep Learning?",
)


async def test_a_digest_asks_no_hand_for_who_was_taken_out(gathering: Gathering) -> None:
    told = digest(gathering)
    assert [one for one in GUSS if one not in told] == []
    await gathering.say(ANN, "/group remove gus yes")
    await gathering.work()
    left = digest(gathering)
    assert "…" not in left
    for heading in ("Completed", "Who can help?", "👉", "NLP"):
        assert heading not in left
    assert "On it now 🟡 Deep Learning: Ben and Eve Together" in left


async def test_who_leaves_a_line_of_several_is_struck_out_and_it_stays(gathering: Gathering) -> None:
    await gathering.say(BEN, "/leave")
    await gathering.work()
    assert "🟡 Deep Learning: … and Eve" in digest(gathering)
    assert [one for one in GUSS if one not in digest(gathering)] == []
    await gathering.say(EVE, "/leave")
    await gathering.work()
    assert "🟡 Deep Learning" not in digest(gathering)
    assert "On it now 🟡 NLP: Gus" in digest(gathering)


SOME = st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=3), min_size=1, max_size=4)


@given(st.lists(st.tuples(st.booleans(), SOME), min_size=1, max_size=5), st.permutations(range(1, 6)))
def test_whoever_is_struck_out_no_line_is_of_nobody_and_none_of_somebody_else_goes(
    parts: list[tuple[bool, list[list[int]]]], order: list[int]
) -> None:
    def line(accounts: list[int]) -> Markup:
        return say("row of {who}.", who=listed_markup(say("{name}", name=AccountName("X", one)) for one in accounts))

    shown = (lines(say("head") if headed else None, *map(line, rows)) for headed, rows in parts)
    post: str = paragraphs(say("A title that stays"), *shown)
    for account in order:
        before = post.split("\n")
        post = struck_in_lines(post, [account])
        others = [struck(one, [account]) for one in before if set(accounts_in(one)) - {account}]
        assert [one for one in post.split("\n") if accounts_in(one)] == others
        assert "\n\n\n" not in post
    assert post == "A title that stays"


def test_a_post_of_which_nothing_would_be_left_is_not_empty() -> None:
    post = say("{one} and {other}", one=AccountName("Ann", 1), other=AccountName("Ben", 2))
    assert struck_in_lines(post, [1, 2]) == "… and …"
