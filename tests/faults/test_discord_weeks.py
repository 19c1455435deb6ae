"""Three weeks of a group on Discord, in which its server does what Discord's do: nothing is lost for good, and nothing is said twice."""

from collections import Counter
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from shutil import copyfile

import pytest

from bot.nudges.next_try import Chance
from tests.faults.discord_weeks import DAY, WEEK, Weeks, halfway, weeks

ANN, BEN = 7, 8
OWLS = "55"
WEEKS = 3

Disturbance = Callable[[Weeks], Awaitable[None]]


async def gathered(at_work: Weeks, where: str, name: str) -> None:
    """Ann starts a group in a channel, and both join it."""
    if where not in at_work.api.channels:
        at_work.api.channel(where, name)
    await at_work.call("group start", ANN, where)
    for user in (ANN, BEN):
        await at_work.call("join", user, where)
        await at_work.press("🎒 Join", user, where)


async def lived(url: str, *disturb: Disturbance, chance: Chance = halfway) -> dict[str, Counter[str]]:
    """Three weeks in which both study, one says too much and asks for help, each disturbed so; returns what stands where in the end."""
    async with weeks(url, chance=chance) as at_work:
        await gathered(at_work, OWLS, "owls")
        for number in range(WEEKS):
            at_work.api.calm()
            for disturbance in disturb:
                await disturbance(at_work)
            await at_work.call("checkin", ANN, minutes=f"{10 + number}")
            for minutes in (20 + number, 30 + number, 40 + number):
                await at_work.call("checkin", BEN, minutes=f"{minutes}")
            await at_work.call("undo", BEN)
            if number == 1:
                await at_work.call("helpme", BEN, OWLS, topic="dl")
            await at_work.go(WEEK)
        await at_work.go(DAY)
        stands = {where: Counter(map(meant, at_work.posts(where))) for where in (OWLS, f"5{ANN}", f"5{BEN}")}
        return stands | {f"read by {user}": Counter(map(meant, at_work.api.read_by(user))) for user in (ANN, BEN)}


def meant(text: str) -> str:
    """What counts of a message: the question at joining shows how the learner stands when it arrives, which faults put off."""
    return text.partition("\n")[0] if text.startswith("👀") else text


async def faults(at_work: Weeks) -> None:
    """Five 503s in a row, wherever something is posted."""
    for where in (OWLS, f"5{ANN}", f"5{BEN}"):
        for _ in range(5):
            at_work.api.fail(f"/channels/{where}/messages", 503, message="no")


async def broken_lines(at_work: Weeks) -> None:
    """Lines break before what is posted is heard, and after."""
    for where in (OWLS, f"5{ANN}", f"5{BEN}"):
        for heard in (False, True):
            at_work.api.break_off(f"/channels/{where}/messages", heard=heard)
    at_work.api.break_off("/callback", heard=True)


async def drops(at_work: Weeks) -> None:
    """The gateway is gone for a moment, and brings once more what it had brought."""
    at_work.api.gateway.repeats = True
    resumed = len(at_work.api.gateway.resumed)
    await at_work.api.gateway.drop()
    await at_work.api.wait_until(lambda: len(at_work.api.gateway.resumed) > resumed)


async def sessions_over(at_work: Weeks) -> None:
    """The gateway wants to be told anew who listens."""
    identified = len(at_work.api.gateway.identified)
    await at_work.api.gateway.invalidate()
    await at_work.api.wait_until(lambda: len(at_work.api.gateway.identified) > identified)


PASSING = ([faults], [drops, broken_lines], [sessions_over], [broken_lines, faults])
IN_SHORT = PASSING[:2]


def longest() -> float:
    """Every pause after a fault is as long as may be: six of them are longer than a question stays unposted without a word."""
    return 0.9999


async def test_whatever_passes_leaves_three_weeks_as_they_would_have_been(
    migrated: Path, tmp_path: Path, long_form: bool
) -> None:
    urls = (f"sqlite:///{copyfile(migrated, tmp_path / f'{number}.db')}" for number in count())
    undisturbed = await lived(next(urls))
    assert undisturbed[OWLS].total() == 2 * WEEKS + 1
    for disturbances in PASSING if long_form else IN_SHORT:
        assert await lived(next(urls), *disturbances) == undisturbed


@pytest.mark.drill
@pytest.mark.parametrize(("chance", "is_told"), [(halfway, False), (longest, True)])
async def test_who_asked_hears_of_their_post_only_where_it_took_more_than_minutes(
    sqlite_url: str, chance: Chance, is_told: bool
) -> None:
    async with weeks(sqlite_url, chance=chance) as at_work:
        await gathered(at_work, OWLS, "owls")
        await at_work.go(DAY)
        await broken_lines(at_work)
        await faults(at_work)
        await at_work.call("helpme", BEN, OWLS, topic="dl")
        await at_work.go(DAY)
        assert sum("would like help" in text for text in at_work.posts(OWLS)) == 1
        assert sum("Your question about" in text for text in at_work.posts(f"5{BEN}")) == is_told
