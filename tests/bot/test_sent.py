"""What was sent is found by the id of its message, where it was sent to, and what it was about is kept with it."""

from datetime import UTC, datetime

import pytest

from bot.store import Database, Nudge, NudgeKind, NudgeState, Outcome
from bot.store.ledger import Entry

NOW = datetime(2027, 1, 5, 19, 0, tzinfo=UTC)


async def sent(database: Database, *entries: Entry, message_id: str, about: str = "") -> Nudge:
    """The last of these rows, sent as this message."""
    async with database.store() as store:
        await store.ledger.file(*entries)
        claimed = await store.ledger.claim(["telegram"], NOW, lease="mine", most=len(entries))
        outcomes = [Outcome(one, NudgeState.SENT, message_id=message_id, about=about) for one in claimed]
        await store.ledger.record(outcomes, NOW)
        return claimed[-1]


async def test_a_message_to_an_account_is_found_there_alone_with_what_it_was_about(database: Database) -> None:
    async with database.store() as store:
        ann, ben = [await store.learners.add("telegram", user_id, NOW) for user_id in ("1", "2")]
    account, line = ann.account, "/checkin 45m #nlp/lesson-4"
    entry = Entry(account.learner_id, account.id, "telegram", NudgeKind.STUDY_TIME, "2027-01-05 19:00", NOW)
    nudge = await sent(database, entry, message_id="41", about=line)
    async with database.store() as store:
        found = await store.sent.to_account(account.id, "41")
        assert found is not None
        assert (found.id, found.about) == (nudge.id, line)
        assert await store.sent.to_account(ben.account.id, "41") is None
        assert await store.sent.to_account(account.id, "4") is None


async def test_that_a_message_was_answered_is_noted_once(database: Database) -> None:
    async with database.store() as store:
        account = (await store.learners.add("telegram", "1", NOW)).account
    entry = Entry(account.learner_id, account.id, "telegram", NudgeKind.STUDY_TIME, "2027-01-05 19:00", NOW)
    nudge = await sent(database, entry, message_id="41")
    async with database.store() as store:
        assert [await store.sent.answer(nudge.id) for _ in range(3)] == [True, False, False]
        assert await store.sent.to_account(account.id, "41") is not None


@pytest.mark.parametrize("message_id", ["41", "42", "43"])
async def test_a_post_in_several_messages_is_found_by_each_of_them(database: Database, message_id: str) -> None:
    async with database.store() as store:
        owls, bats = [await store.groups.add("telegram", chat_id, NOW) for chat_id in ("-5", "-6")]
    post = await sent(database, Entry.of_group(owls, NudgeKind.HELP, "9", NOW, 9), message_id="41,42,43")
    await sent(database, Entry.of_group(owls, NudgeKind.HELP, "9.settled", NOW, 9), message_id="41,42,43")
    async with database.store() as store:
        found = await store.sent.to_group(owls.id, message_id)
        assert found is not None
        assert (found.id, found.subject) == (post.id, 9), "the post, and not what changed it"
        assert await store.sent.to_group(bats.id, message_id) is None
        for other in ("4", "1,42", "%", "4_", "41,"):
            assert await store.sent.to_group(owls.id, other) is None, other
