"""What a platform said of somebody's rights is remembered for half a minute, and then nothing of it stays."""

import gc
from datetime import datetime, timedelta
from weakref import ref

from bot.chat.platform import Place, Right, Speaker
from bot.chat.rights_seen import REMEMBERED, RightsSeen
from tests.bot.nudge_stage import MONDAY

OWLS = Place("-500", direct=False, rights=None)
ANN, BEN = Speaker("telegram", "11"), Speaker("telegram", "22")


class Rights(frozenset[Right]):
    """Which can be watched for being let go."""


class Clock:
    now = MONDAY

    def __call__(self) -> datetime:
        return self.now


def test_what_was_said_of_somebody_is_let_go_of_with_the_next_that_is_said_once_it_is_old() -> None:
    clock = Clock()
    seen = RightsSeen(clock)
    watched = ref(rights := Rights({Right.MANAGE_GROUP}))
    seen.note(ANN, OWLS, rights, clock.now)
    del rights
    clock.now += REMEMBERED - timedelta(seconds=1)
    seen.note(BEN, OWLS, frozenset(), clock.now)
    assert seen.of(ANN, OWLS) == {Right.MANAGE_GROUP}
    clock.now += timedelta(seconds=1)
    seen.note(BEN, OWLS, frozenset(), clock.now)
    gc.collect()
    assert watched() is None
    assert seen.of(ANN, OWLS) is None
    assert seen.of(BEN, OWLS) == frozenset()


def test_what_is_old_is_let_go_of_too_where_nothing_more_is_said() -> None:
    clock = Clock()
    seen = RightsSeen(clock)
    watched = ref(rights := Rights({Right.MANAGE_GROUP}))
    seen.note(ANN, OWLS, rights, clock.now)
    del rights
    seen.tidy()
    assert seen.of(ANN, OWLS) == {Right.MANAGE_GROUP}
    clock.now += REMEMBERED
    seen.tidy()
    gc.collect()
    assert watched() is None
