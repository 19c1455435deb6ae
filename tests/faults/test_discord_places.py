"""Two posts of one forum on Discord's own terms: each is a place of its own, over weeks."""

import pytest

from tests.faults.discord_weeks import DAY, WEEK, weeks

ANN, BEN = 7, 8
FORUM, FIRST, SECOND = "70", "71", "72"


@pytest.mark.drill
async def test_two_posts_of_one_forum_are_two_groups_for_weeks(sqlite_url: str) -> None:
    async with weeks(sqlite_url) as at_work:
        at_work.api.channel(FORUM, "topics", type=15, available_tags=[], flags=0)
        for post in (FIRST, SECOND):
            at_work.api.thread(post, FORUM)
        await at_work.api.added()
        await at_work.call("group start", ANN, FIRST)
        await at_work.call("group start", BEN, SECOND)
        for user, where in ((ANN, FIRST), (BEN, SECOND)):
            await at_work.call("join", user, where)
            await at_work.press("🎒 Join", user, where)
            await at_work.call("checkin", user, minutes="10")
        await at_work.call("helpme", ANN, FIRST, topic="dl")
        await at_work.go(2 * WEEK + DAY)
        first, second = at_work.posts(FIRST), at_work.posts(SECOND)
    assert first
    assert second
    assert not [post for post in first if "P8" in post]
    assert not [post for post in second if "P7" in post]
    assert (len(at_work.api.pinned[FIRST]), len(at_work.api.pinned[SECOND])) == (1, 1), "last week's board is not"
    assert at_work.posts(FORUM) == []
