"""Which account a nudge goes to: one, never two."""

from datetime import UTC, datetime, time

import pytest

from bot.nudges.whom import whom
from bot.store import Account, Learner

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)
TELEGRAM, DISCORD = Account(1, 7, "telegram", 11, None), Account(2, 7, "discord", 22, None)
BLOCKED = Account(1, 7, "telegram", 11, NOW)


def learner(chosen: str | None = None, last: str | None = None) -> Learner:
    return Learner(7, NOW, None, True, 0, time(9), None, None, None, "ml-data", chosen, last)


@pytest.mark.parametrize(
    ("chosen", "last", "accounts", "expected"),
    [
        (None, "discord", (TELEGRAM, DISCORD), DISCORD),
        (None, "telegram", (TELEGRAM, DISCORD), TELEGRAM),
        ("telegram", "discord", (TELEGRAM, DISCORD), TELEGRAM),
        ("telegram", "telegram", (BLOCKED, DISCORD), DISCORD),
        ("discord", "console", (TELEGRAM,), TELEGRAM),
        (None, None, (DISCORD, TELEGRAM), TELEGRAM),
        (None, "telegram", (BLOCKED,), None),
        (None, None, (), None),
    ],
)
def test_the_chosen_platform_comes_before_the_one_last_used_and_a_blocked_one_never(chosen, last, accounts, expected):
    assert whom(learner(chosen, last), accounts) == expected
