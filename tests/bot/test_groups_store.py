"""What the store keeps of groups, on both databases: who joined, what moves with a chat, what is struck out."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup
from sqlalchemy import event

from bot.store import Database, Group, NudgeKind, NudgeState, Outcome
from bot.store.inbox import Arrival
from bot.store.ledger import Entry
from bot.store.post_names import Traced, struck, traced, untraced
from bot.store.rates import Want
from roadmap.group.names import isolated
from roadmap.group.promises import PromiseOutcome as Kept
from tests.laws import tried_on

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)
MONDAY = date(2027, 1, 4)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
CHAT, SUPERGROUP = "-500", "-1000000000500"


async def account(store, user: str) -> int:
    contact = await store.learners.add("telegram", user, NOW)
    contact = await store.learners.enrol(contact, "ml-data", MONDAY, NOW)
    return contact.account.id


async def group_of(store, *users: str, chat_id: str = CHAT) -> tuple[Group, list[int]]:
    """A started group that these joined, by their numbers."""
    group = await store.groups.add("telegram", chat_id, NOW, title="The Owls")
    group = await store.groups.change(group.id, roadmap="ml-data", first_day=MONDAY)
    accounts = [await account(store, user) for user in users]
    for user, joined in zip(users, accounts, strict=True):
        await store.members.join(group.id, joined, f"Learner {user}", NOW)
    return group, accounts


async def post(store, group: Group, text: Markup, *, period: str = "2027-W01", message_id: str = "77") -> int:
    """A post that stands."""
    await store.ledger.file(Entry.of_group(group, NudgeKind.DIGEST, period, NOW))
    (row,) = await store.ledger.claim(["telegram"], NOW, lease="one", most=1)
    await store.posts.keep(row.id, text, None)
    await store.ledger.record([Outcome(row, NudgeState.SENT, message_id=message_id)], NOW)
    return row.id


# groups


async def test_a_chat_is_one_group_however_often_the_bot_is_added(database):
    async with database.store() as store:
        first = await store.groups.add("telegram", CHAT, NOW, title="Owls")
        await store.groups.set_gone(first.id, NOW)
        again = await store.groups.add("telegram", CHAT, NOW + DAY, title="Night owls")
        other = await store.groups.add("discord", CHAT, NOW, server_id="9")
        assert (again.id, again.added_at, again.gone_at, again.title) == (first.id, NOW, None, "Night owls")
        assert other.id != first.id
        assert [one.id for one in await store.groups.of_server("discord", "9")] == [other.id]


async def test_a_line_belongs_to_who_lives_in_its_thread_or_has_a_room_there_or_else_to_the_chat(database):
    async with database.store() as store:
        chat, _ = await group_of(store)
        thread = await store.groups.add("telegram", CHAT, NOW, thread_id="7")
        room = await store.rooms.ask(thread.id, "nlp")
        await store.rooms.opened(room.id, "9")
        elsewhere = await store.groups.add("telegram", "-600", NOW, thread_id="8")
        belongs = {place: await store.groups.find("telegram", CHAT, place) for place in (None, "7", "8", "9")}
        assert {place: group.id for place, group in belongs.items()} == {
            None: chat.id,
            "7": thread.id,
            "8": chat.id,
            "9": thread.id,
        }
        assert (await store.groups.add("telegram", CHAT, NOW, thread_id="7")).id == thread.id
        assert (await store.groups.add("telegram", CHAT, NOW)).id == chat.id
        assert await store.groups.find("telegram", "-600", "9") is None
        assert await store.groups.find("telegram", "-600") is None
        assert await store.groups.live_in(elsewhere, None)
        assert (await store.groups.find("telegram", "-600")).id == elsewhere.id
        assert not await store.groups.live_in(thread, None)


async def test_a_question_outlives_the_room_it_was_asked_in(database):
    async with database.store() as store:
        group, (ann,) = await group_of(store, "1")
        await store.rooms.ask(group.id, "nlp")
        (room,) = await store.rooms.of_group(group.id)
        await store.rooms.opened(room.id, "9")
        request = await store.helping.ask(
            group.id, ann, "nlp", "", NOW, room=await store.rooms.in_thread(group.id, "9")
        )
        assert request.room_id == room.id
        await store.rooms.close(group.id, "9")
        assert (await store.helping.find(request.id)).room_id is None


async def test_of_each_message_that_stood_before_the_row_that_made_it_is_known(database):
    async with database.store() as store:
        group, _ = await group_of(store)
        rows = [
            await post(store, group, Markup("a board"), period=f"2027-W0{week}", message_id=number)
            for week, number in enumerate(("77", "77", "78", "79"), start=1)
        ]
        last = await store.posts.find(rows[-1])
        assert [one.id for one in await store.posts.before(last, group.id, 9)] == [rows[2], rows[0]]
        assert [one.id for one in await store.posts.before(last, group.id, 1)] == [rows[2]]
        await store.ledger.file(Entry.of_group(group, NudgeKind.HELP, "1", NOW + HOUR))
        assert await store.ledger.is_under_way(group.id, NudgeKind.HELP, NOW + HOUR)
        assert not await store.ledger.is_under_way(group.id, NudgeKind.HELP, NOW)
        assert not await store.ledger.is_under_way(group.id, NudgeKind.DIGEST, NOW + WEEK)


async def test_a_group_once_removed_never_lends_its_number_to_another(database):
    async with database.store() as store:
        first = await store.groups.add("telegram", CHAT, NOW)
        await store.groups.remove(first.id)
        assert (await store.groups.add("telegram", CHAT, NOW)).id > first.id


async def test_with_a_chat_moves_what_goes_by_its_number(database):
    async with database.store() as store:
        group, _ = await group_of(store, "1")
        await store.rates.reserve({f"telegram:{CHAT}": Want(timedelta(seconds=3), 2)}, NOW)
        await store.inbox.keep("1", [Arrival("1", CHAT, "{}")], NOW)
        (moved,) = await store.groups.move("telegram", CHAT, SUPERGROUP)
        await store.inbox.keep("1", [Arrival("2", SUPERGROUP, "{}")], NOW)
        assert moved == await store.groups.find("telegram", SUPERGROUP)
        assert moved.id == group.id
        free_at = await store.rates.reserve({f"telegram:{SUPERGROUP}": Want(timedelta(0))}, NOW)
        assert free_at == {f"telegram:{SUPERGROUP}": NOW + timedelta(seconds=6)}
        claimed = await store.inbox.claim("1", NOW, lease="one", most=9)
        assert [one.update_id for one in claimed] == ["1"]
        assert len(await store.members.of_group(group.id)) == 1
        assert await store.groups.move("telegram", CHAT, SUPERGROUP) == [moved]


async def test_two_processes_look_at_a_group_once(database, database_url):
    other = Database(database_url)
    async with database.store() as store:
        for number in range(20):
            group, _ = await group_of(store, chat_id=f"{CHAT}{number}")
            await store.groups.change(group.id, next_look_at=NOW)

    async def looked(through: Database) -> list[int]:
        async with through.store() as store:
            due = await store.groups.due(NOW, 10)
            await store.groups.set_next_looks(dict.fromkeys([one.id for one in due], NOW + DAY))
            return [one.id for one in due]

    found = await asyncio.gather(*(looked(one) for one in (database, other, database, other)))
    ids = [one for batch in found for one in batch]
    assert len(ids) == len(set(ids))
    await other.close()


# members


async def test_members_come_with_their_strands_on_the_groups_roadmap_only(database):
    async with database.store() as store:
        group, (ann, ben) = await group_of(store, "1", "2")
        contact = await store.learners.by_account("telegram", "2")
        await store.learners.enrol(contact, "elsewhere", MONDAY, NOW)
        seen = (await store.members.seen([group.id]))[group.id]
        assert [one.membership.name for one in seen] == ["Learner 1", "Learner 2"]
        assert {one.contact.enrolment.roadmap for one in seen} == {"ml-data"}
        (only,) = (await store.members.seen([group.id], [ben]))[group.id]
        assert only.contact.account.id == ben != ann


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("members", [1, 40])
async def test_all_members_are_one_query_however_many_they_are(database, members):
    async with database.store() as store:
        group, _ = await group_of(store, *map(str, range(1, members + 1)))
    asked: list[str] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *heard: asked.append(heard[2]))
    async with database.store() as store:
        assert len((await store.members.seen([group.id]))[group.id]) == members
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 1


async def test_who_leaves_takes_along_all_they_said_in_that_group_and_nothing_in_another(database):
    async with database.store() as store:
        owls, (ann, ben) = await group_of(store, "1", "2")
        foxes = await store.groups.add("telegram", "-600", NOW)
        await store.members.join(foxes.id, ann, "Ann", NOW)
        for group in (owls, foxes):
            await store.helping.ask(group.id, ann, "nlp", "", NOW)
            await store.partners.promise(group.id, ann, MONDAY, "a chapter")
        await store.helping.thank(owls.id, ben, ann, NOW)
        pairing = await store.partners.pair(owls.id, MONDAY, [ann, ben])
        assert await store.members.leave(owls.id, ann, NOW)
        assert not await store.members.leave(owls.id, ann, NOW)
        assert [one.group_id for one in await store.helping.open([owls.id, foxes.id])] == [foxes.id]
        assert [one.group_id for one in await store.partners.promised([owls.id, foxes.id], MONDAY)] == [foxes.id]
        assert await store.helping.thanked(owls.id, NOW, NOW + DAY) == {}
        left = await store.partners.find(pairing.id)
        assert left
        assert left.accounts == (ben,)
        assert [one.id for one in await store.groups.of_account(ann)] == [foxes.id]


# help


async def test_an_offer_counts_once_and_thanks_by_the_week(database):
    async with database.store() as store:
        group, (ann, ben) = await group_of(store, "1", "2")
        request = await store.helping.ask(group.id, ann, "nlp", "How?", NOW)
        assert await store.helping.offer(request.id, ben, NOW)
        assert not await store.helping.offer(request.id, ben, NOW + HOUR)
        assert [one.account_id for one in await store.helping.offers(request)] == [ben]
        for moment in (NOW - HOUR, NOW, NOW + WEEK - HOUR, NOW + WEEK):
            await store.helping.thank(group.id, ann, ben, moment)
        assert await store.helping.thanked(group.id, NOW, NOW + WEEK) == {ben: 2}
        assert await store.helping.thanked_since(group.id, ann, ben, NOW + WEEK)
        assert not await store.helping.thanked_since(group.id, ann, ben, NOW + 2 * WEEK)


async def test_an_offer_is_found_with_its_request_until_one_of_the_two_leaves(database):
    async with database.store() as store:
        group, (ann, ben, eve) = await group_of(store, "1", "2", "3")
        request = await store.helping.ask(group.id, ann, "nlp", "How?", NOW)
        of_ben = await store.helping.offer(request.id, ben, NOW)
        of_eve = await store.helping.offer(request.id, eve, NOW)
        found, helper = await store.helping.offered(of_ben)
        assert (found, helper.account_id) == (request, ben)
        assert (await store.helping.offered(of_eve))[1].account_id == eve
        await store.members.leave(group.id, ben, NOW)
        assert await store.helping.offered(of_ben) is None
        await store.members.leave(group.id, ann, NOW)
        assert await store.helping.offered(of_eve) is None


async def test_a_request_is_closed_once(database):
    async with database.store() as store:
        group, (ann,) = await group_of(store, "1")
        request = await store.helping.ask(group.id, ann, "nlp", "", NOW)
        await store.helping.close(request.id, NOW)
        await store.helping.close(request.id, NOW + DAY)
        closed = await store.helping.find(request.id)
        assert closed
        assert closed.closed_at == NOW
        assert not await store.helping.open([group.id])


# partners


async def test_everybody_is_in_the_latest_pairing_of_theirs(database):
    async with database.store() as store:
        group, (ann, ben, eve) = await group_of(store, "1", "2", "3")
        await store.partners.pair(group.id, MONDAY, [ann, ben])
        later = await store.partners.pair(group.id, MONDAY + WEEK, [ann, eve])
        current = (await store.partners.current([group.id]))[group.id]
        assert [one.accounts for one in current] == [(ben,), (ann, eve)]
        assert await store.partners.of_account(group.id, eve) == later
        alone = await store.partners.pair(group.id, MONDAY + WEEK, [eve])
        assert await store.partners.of_account(group.id, eve) == alone
        assert await store.partners.find(later.id) == replace(later, accounts=(ann,))
        assert await store.partners.made(later.id) == later


async def test_another_promise_for_a_week_takes_the_place_of_the_first(database):
    async with database.store() as store:
        group, (ann,) = await group_of(store, "1")
        first = await store.partners.promise(group.id, ann, MONDAY, "a chapter")
        await store.partners.settle(first.id, Kept.KEPT)
        second = await store.partners.promise(group.id, ann, MONDAY, "two chapters")
        assert (second.id, second.text, second.outcome) == (first.id, "two chapters", Kept.OPEN)
        assert await store.partners.promises([first.id]) == {first.id: second}


# rooms


async def test_a_room_is_asked_for_once_until_it_is_gone(database):
    async with database.store() as store:
        group, _ = await group_of(store)
        room = await store.rooms.ask(group.id, "nlp")
        assert room
        assert await store.rooms.ask(group.id, "nlp") is None
        await store.rooms.opened(room.id, "70")
        await store.rooms.forget_unopened(room.id)
        assert [one.thread_id for one in await store.rooms.of_group(group.id)] == ["70"]
        await store.rooms.close(group.id, "70")
        again = await store.rooms.ask(group.id, "nlp")
        assert again
        assert again.id > room.id


# what stands in groups


async def test_a_struck_post_is_edited_by_a_row_of_its_own(database):
    async with database.store() as store:
        group, (ann, ben) = await group_of(store, "1", "2")
        text = Markup("{} and {}").format(Traced("Ann", ann), Traced("Ben", ben))
        stands = await post(store, group, text)
        await post(store, group, Markup("nobody"), period="2027-W02", message_id="78")
        await store.posts.strike(ann, NOW, group_id=group.id)
        await store.posts.strike(ann, NOW, group_id=group.id)
        await store.posts.strike(ben, NOW, group_id=group.id)
        found = await store.posts.find(stands)
        assert found
        assert untraced(found.text or Markup("")) == "… and …"
        erasing = [row for row in await store.ledger.of_group(group.id, 9) if row.kind is NudgeKind.ERASE]
        assert sorted((row.subject, row.period) for row in erasing) == [
            (stands, f"{stands}.1"),
            (stands, f"{stands}.2"),
        ]


async def test_two_who_are_struck_out_at_once_both_are(database, database_url):
    other = Database(database_url)
    async with database.store() as store:
        group, (ann, ben) = await group_of(store, "1", "2")
        stands = await post(store, group, Markup("{} {}").format(Traced("Ann", ann), Traced("Ben", ben)))

    async def leave(through: Database, who: int) -> None:
        async with through.store() as store:
            await store.members.leave(group.id, who, NOW)

    await asyncio.gather(leave(database, ann), leave(other, ben))
    async with database.store() as store:
        found = await store.posts.find(stands)
        assert found
        assert found.text == "… …"
        assert len(await store.ledger.of_group(group.id, 9)) == 3
    await other.close()


async def test_what_a_message_read_before_it_was_edited_is_not_kept(database):
    async with database.store() as store:
        group, _ = await group_of(store)
        first = await post(store, group, Markup("before"))
        second = await post(store, group, Markup("after"), period="2027-W02")
        await store.posts.replaced(group.id, second, "77")
        assert await store.posts.standing(group.id, "77") == "after"
        found = await store.posts.find(first)
        assert found
        assert found.text is None


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20)


@example("Ann", "עדה", 1, 2)
@given(NAMES, NAMES, st.integers(1, 99), st.integers(1, 99))
def test_whatever_a_name_is_it_is_struck_out_whole_and_nobody_elses_is(mine, yours, me, you):
    text = Markup("<b>{}</b>, {} &amp; {}").format(Traced(mine, me), Traced(yours, you), traced(mine, me))
    clean = struck(text, [me])
    expected = "…" if me == you else str(Markup.escape(isolated(yours)))
    assert untraced(Markup(clean)) == f"<b>…</b>, {expected} &amp; …"


# the ledger


@tried_on(12, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2027-W01", "2027-W02"]),
            st.sampled_from([NudgeKind.DIGEST, NudgeKind.BOARD]),
            st.sampled_from(["file", "send", "lose", "fail"]),
        ),
        max_size=25,
    )
)
def test_there_are_never_two_sent_rows_for_one_group_kind_and_period(migrated, tmp_path_factory, steps):
    asyncio.run(_never_two(migrated, tmp_path_factory.mktemp("law"), steps))


async def _never_two(migrated, folder, steps) -> None:
    path = folder / "law.db"
    path.write_bytes(migrated.read_bytes())
    database, now = Database(f"sqlite:///{path}"), NOW
    sent: list[tuple[NudgeKind, str]] = []
    async with database.store() as store:
        group, _ = await group_of(store)
        for period, kind, step in steps:
            now += HOUR
            if step == "file":
                await store.ledger.file(Entry.of_group(group, kind, period, now))
                continue
            for row in await store.ledger.claim(["telegram"], now, lease=str(now), most=1):
                if step == "send":
                    await store.ledger.record([Outcome(row, NudgeState.SENT)], now)
                    sent.append((row.kind, row.period))
                elif step == "fail":
                    await store.ledger.record([Outcome(row, NudgeState.FAILED)], now)
        rows = await store.ledger.of_group(group.id, 100)
    await database.close()
    assert len(sent) == len(set(sent))
    assert sorted((row.kind, row.period) for row in rows if row.state is NudgeState.SENT) == sorted(sent)


async def test_rows_of_groups_and_of_learners_are_claimed_alike(database):
    async with database.store() as store:
        group, (ann,) = await group_of(store, "1")
        await store.ledger.file(
            Entry(1, ann, "telegram", NudgeKind.WEEKLY, "2027-W01", NOW),
            Entry.of_group(group, NudgeKind.DIGEST, "2027-W01", NOW - HOUR),
            Entry.of_group(group, NudgeKind.DIGEST, "2027-W01", NOW),
        )
        claimed = await store.ledger.claim(["telegram"], NOW, lease="one", most=9)
        assert [(row.kind, row.group_id) for row in claimed] == [
            (NudgeKind.DIGEST, group.id),
            (NudgeKind.WEEKLY, None),
        ]


async def test_a_chat_that_is_said_to_have_moved_to_where_it_is_stays_as_it_is(database):
    async with database.store() as store:
        group = await store.groups.add("telegram", CHAT, NOW, title="The Owls")
        group = await store.groups.change(group.id, roadmap="ml-data", first_day=MONDAY)
        assert await store.groups.move("telegram", CHAT, CHAT) == [group]
        assert await store.groups.find("telegram", CHAT) == group
