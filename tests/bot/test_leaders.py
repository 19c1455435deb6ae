"""Those who lead a group: who may look at whom, at which level, on both platforms; what is written down of it, what is taken
back, and that nobody is ever shown who did not agree."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.chat.kept import packed, unpacked
from bot.platforms.console.renderer import plain
from bot.store.group_tables import memberships
from bot.store.leader_tables import figures, group_leaders, looks
from roadmap.group.sight import Level
from tests.bot.chats import rows_of
from tests.bot.gathering import ANN, BEN, EVE, GUS, NAMES, ZOE, Gathering
from tests.bot.group_stage import CHAT
from tests.conftest import SQLITE

ENGINES = SQLITE
STRANGER = "77"
NAMES[STRANGER] = "Sam"
ROLES = {"admin": ANN, "named": BEN, "member": GUS, "outsider": EVE, "stranger": STRANGER}
"""The admin has not joined, Ben was named to lead; the outsider is a learner in the chat who has not joined."""

LEADS = ("admin", "named")
LEVELS = {"nothing": Level.NOTHING, "topic": Level.STANDING, "day": Level.STUDY_DAY}
USED_UP, NOT_ALLOWED = "used up", "those who manage this group"
DEEDS = {"": "can read that you looked", " word": "On its way to Zoe", " pair": "With whom?"}
"""What may be done about a member, behind their number, and what comes back to who may."""

LINES = ("/member 1 2", "/dates")
"""What stands in tables here, or is about oneself alone."""

both = pytest.mark.parametrize("platform", ["telegram", "discord"])


@dataclass
class Owls:
    """A gathering in which Zoe, at some level, is who is looked at."""

    gathering: Gathering
    zoe: str

    async def how(self, who: str) -> str:
        return await self.gathering.tell(ROLES[who], "/group how")

    async def at(self, who: str, deed: str = "", chat: str | None = None) -> str:
        return await self.gathering.tell(ROLES[who], f"/member {self.zoe}{deed}", chat)

    def heard(self, user: str) -> list[str]:
        """What somebody was written to directly, unasked."""
        return [plain(one.message.text) for one in self.gathering.edge.sent if one.user_id == user]

    async def stored(self, table: object) -> int:
        async with self.gathering.database.engine.connect() as connection:
            return len((await connection.execute(select(table))).all())  # type: ignore[call-overload]


@pytest.fixture
async def owls(platform: str, migrated: Path, tmp_path: Path) -> AsyncIterator[Owls]:
    gathering = Gathering(f"sqlite:///{copyfile(migrated, tmp_path / 'owls.db')}", platform)

    async def begins() -> None:
        await gathering.begin(BEN, GUS, ZOE)
        await gathering.say(EVE, "/start ml-data today", None)
        for user in (ZOE, GUS):
            await gathering.say(user, "/begin nlp", None)
        await wish_for_partners(gathering, ZOE, GUS)
        await gathering.say(GUS, "/leaders topic", None)
        await gathering.say(ANN, "/group lead ben")
        await gathering.work()

    await gathering.after(begins)
    group = await gathering.group()
    async with gathering.database.engine.connect() as connection:
        found = (await connection.execute(select(memberships).where(memberships.c.name == "Zoe"))).one()
    yield Owls(gathering, f"{group.id} {found.account_id}")
    await gathering.close()


async def wish_for_partners(gathering: Gathering, *users: str) -> None:
    """These asked for a partner before two who asked met at once, and have none."""
    group = await gathering.group()
    async with gathering.database.store() as store:
        for user in users:
            contact = await store.learners.by_account(gathering.platform, user)
            assert contact
            await store.members.set_wants_partner(group.id, contact.account.id, wants=True)


# role × level × command × platform


@both
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("role", ROLES)
async def test_who_may_look_at_whom_and_do_what(owls, role, level):
    """Who does not lead is told nothing, and who leads nothing of a member who lets nothing be seen; nothing is stored then."""
    await owls.gathering.say(ZOE, f"/leaders {level}", None)
    seen = await owls.how(role)
    may_lead, is_seen = role in LEADS, LEVELS[level] is not Level.NOTHING
    assert (NOT_ALLOWED in seen) is not may_lead
    assert ("Zoe" in seen) is (
        may_lead and LEVELS[level] is Level.STUDY_DAY
    )  # of topic and standing there is nothing to know
    for deed, answer in DEEDS.items():
        before = await rows_of(owls.gathering.database)
        said = await owls.at(role, deed)
        if may_lead and is_seen:
            assert answer in said, deed
        else:
            assert USED_UP in said, deed
            assert "Zoe" not in said
            after = await rows_of(owls.gathering.database)
            assert {name for name in before if before[name] != after[name]} <= {"rates", "button_lines", "learners"}
    shown = await owls.at(role)
    assert ("Last study day" in shown) is (may_lead and LEVELS[level] is Level.STUDY_DAY)


@both
@pytest.mark.parametrize("line", ["/group lead gus", "/group unlead ben"])
@pytest.mark.parametrize("role", [role for role in ROLES if role != "admin"])
async def test_only_admins_name_who_leads(owls, role, line):
    assert NOT_ALLOWED in await owls.gathering.tell(ROLES[role], line)
    assert "On its way" in await owls.at("named", " word") or USED_UP in await owls.at("named", " word")


@both
async def test_whom_an_admin_names_no_more_sees_nothing_from_that_moment_on(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    assert "Zoe" in await owls.how("named")
    assert "isn't named to lead any more" in await owls.gathering.tell(ANN, "/group unlead ben")
    assert NOT_ALLOWED in await owls.how("named")
    assert USED_UP in await owls.at("named")


@both
async def test_whom_an_admin_named_leads_no_more_once_they_left(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    await owls.gathering.say(BEN, "/leave")
    assert NOT_ALLOWED in await owls.how("named")
    assert USED_UP in await owls.at("named")


@both
async def test_an_admin_acts_in_their_own_chat_for_half_an_hour_after_the_group_has_said_that_they_may(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    assert USED_UP in await owls.at("admin")
    await owls.how("admin")
    assert "Last study day" in await owls.at("admin")
    owls.gathering.clock.now += timedelta(minutes=31)
    assert USED_UP in await owls.at("admin")


@both
async def test_whoever_leads_one_group_looks_at_nobody_of_another(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    other = await owls.gathering.begin(BEN, chat="-600")
    owls.gathering.admins = {GUS}
    assert NOT_ALLOWED not in await owls.gathering.tell(GUS, "/group how", "-600")
    account = owls.zoe.split()[1]
    for line in (f"/member {owls.zoe}", f"/member {other.id} {account}", f"/member {other.id} {account} word"):
        assert USED_UP in await owls.gathering.tell(GUS, line, None)


@both
async def test_the_answer_is_for_who_asked_alone(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    for line in ("/group how", "/group lead", "/group lead gus"):
        answer = await owls.gathering.say(ANN, line)
        assert answer.private, line
    assert not [post for post in owls.gathering.stands(CHAT) if "Zoe: " in post or "moving" in post]


@both
@pytest.mark.parametrize(
    "line", ["zzz", "1", "1 p0", "1 2 3", "1 2 word word", "99999999999 1", "1 2 meet", "-1 2", "1 ²"]
)
async def test_what_no_button_types_is_used_up(owls, line):
    await owls.how("admin")
    assert "incident" not in await owls.gathering.tell(ANN, f"/member {line}", None)


@both
async def test_the_answer_can_be_kept_until_it_has_come(owls):
    """With the names of members on its buttons."""
    await owls.gathering.say(ZOE, "/leaders day", None)
    for line in ("/group how", "/group lead"):
        answer = await owls.gathering.say(ANN, line)
        assert unpacked(json.loads(json.dumps(packed(answer))), is_whole=True).keys == answer.keys
    assert "Zoe" in {key.label for key in (await owls.gathering.say(ANN, "/group how")).keys}


# agreed, and taken back


@both
async def test_whoever_joins_shows_nothing_until_they_say_so_and_is_asked_once(owls):
    asked = [text for text in owls.heard(ZOE) if "What may those" in text]
    assert len(asked) == 1
    assert "Topic and standing: “On NLP. With the plan: on track.”" in asked[0]
    assert "Zoe" not in await owls.how("admin")


@both
async def test_what_is_taken_back_is_gone_at_once_and_everywhere(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    assert "Zoe" in await owls.how("admin")
    assert await owls.stored(figures) == 2
    await owls.gathering.say(ZOE, "/leaders nothing", None)
    assert await owls.stored(figures) == 1
    assert "Zoe" not in await owls.how("admin")
    await owls.gathering.say(ZOE, "/leaders topic", None)
    assert "Last study day" not in await owls.at("admin")


@both
async def test_the_setting_behind_settings_is_the_same(owls):
    await owls.gathering.say(ZOE, "/settings leaders day", None)
    assert "Zoe" in await owls.how("admin")


@both
async def test_each_look_is_written_where_the_member_reads_it_and_exports_it(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    await owls.how("named")
    await owls.at("named")
    shown = await owls.gathering.tell(ZOE, "/leaders", None)
    assert "Mon 4 Jan, Ben: moving" in shown
    assert "Mon 4 Jan, Ben: topic, standing and last study day" in shown
    exported = await owls.gathering.say(ZOE, "/export everything", None)
    kept = json.loads(exported.attachments[-1].content)
    assert [row["shown"] for row in kept["looks"]] == ["moving", "2"]
    assert kept["memberships"][0]["level"] == Level.STUDY_DAY


@pytest.mark.parametrize("platform", ["telegram"])
async def test_a_look_by_the_way_is_written_for_each_whom_it_showed(owls):
    """Who proposes a meeting reads the topic, and who asks for a partner of whom else that is a wish."""
    await owls.gathering.say(ZOE, "/leaders topic", None)
    assert "NLP" in await owls.at("named", " meet")
    assert "Ben: topic" in await owls.gathering.tell(ZOE, "/leaders", None)
    assert "Nobody has looked" in await owls.gathering.tell(GUS, "/leaders", None)
    assert "With whom?" in await owls.at("named", " pair")
    for user in (ZOE, GUS):
        assert "Ben: wish for a partner" in await owls.gathering.tell(user, "/leaders", None)
    assert await owls.stored(looks) == 3


@pytest.mark.parametrize("platform", ["telegram"])
async def test_whoever_proposes_a_meeting_and_reads_no_topic_has_not_looked(owls):
    await owls.gathering.say(EVE, "/join yes")
    await owls.gathering.say(EVE, "/leaders topic", None)
    async with owls.gathering.database.engine.connect() as connection:
        eve = await connection.scalar(select(memberships.c.account_id).where(memberships.c.name == NAMES[EVE]))
    line = await owls.gathering.tell(BEN, f"/member {owls.zoe.split()[0]} {eve} meet", None)
    assert line.endswith("/meet thu 19:00 60m")
    assert "Nobody has looked" in await owls.gathering.tell(EVE, "/leaders", None)


@pytest.mark.parametrize("platform", ["telegram"])
async def test_whoever_is_asked_what_may_be_seen_reads_of_the_wish_for_a_partner(owls):
    assert "would like a partner" in await owls.gathering.tell(ZOE, "/leaders", None)


@pytest.mark.parametrize("platform", ["telegram"])
async def test_whoever_looks_often_pushes_no_other_look_off_the_list(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    await owls.at("named")
    for _ in range(12):
        owls.gathering.clock.now += timedelta(hours=1)
        await owls.how("admin")
    looked = (await owls.gathering.tell(ZOE, "/leaders", None)).partition("Who looked")[2]
    assert "Mon 4 Jan, Ben: topic, standing and last study day" in looked
    assert "Mon 4 Jan, the last of 12 times, somebody who leads: moving" in looked


@both
async def test_who_looked_keeps_nothing_of_it_in_their_own_export(owls):
    """What was taken back would be read there for ninety days."""
    await owls.gathering.say(ZOE, "/leaders day", None)
    await owls.how("named")
    await owls.at("named")
    exported = await owls.gathering.say(BEN, "/export everything", None)
    assert json.loads(exported.attachments[-1].content)["looks"] == []
    hers = await owls.gathering.say(ZOE, "/export everything", None)
    assert all("leader_account_id" not in row for row in json.loads(hers.attachments[-1].content)["looks"])


@both
async def test_nobodys_look_at_themselves_is_one_and_nobody_reads_of_looks_at_others(owls):
    await owls.gathering.say(BEN, "/leaders day", None)
    await owls.gathering.say(BEN, "/begin nlp", None)
    assert "Ben" in await owls.how("named")
    assert await owls.stored(looks) == 0
    await owls.gathering.say(ZOE, "/leaders day", None)
    await owls.how("named")
    assert "Nobody has looked" in await owls.gathering.tell(GUS, "/leaders", None)


@both
async def test_forget_takes_looks_and_figures_along_and_leaves_no_name_of_who_looked(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    await owls.how("named")
    async with owls.gathering.database.store() as store:
        ben = await store.learners.by_account(owls.gathering.platform, BEN)
        await store.learners.forget(ben.learner.id, owls.gathering.clock())
    assert "somebody who leads: moving" in await owls.gathering.tell(ZOE, "/leaders", None)
    assert await owls.stored(group_leaders) == 0
    async with owls.gathering.database.store() as store:
        zoe = await store.learners.by_account(owls.gathering.platform, ZOE)
        await store.learners.forget(zoe.learner.id, owls.gathering.clock())
    assert await owls.stored(looks) == 0
    assert await owls.stored(figures) == 1


@both
async def test_members_from_before_show_nothing_and_their_group_is_asked_once(owls):
    group = await owls.gathering.group()
    async with owls.gathering.database.store() as store:
        eve = await store.learners.by_account(owls.gathering.platform, EVE)
        await store.members.join(group.id, eve.account.id, "Eve", owls.gathering.clock())
    for _ in range(3):
        assert "Eve" not in await owls.how("admin")
        await owls.gathering.work()
    asked = [post for post in owls.gathering.edge.posts.values() if "What would they see" in str(post.message.keys)]
    assert len(asked) == 1
    answer = await owls.gathering.press(EVE, asked[0].message.keys[0].data)
    assert "see nothing of you" in answer.text
    assert answer.private


@both
async def test_who_cannot_be_written_to_is_asked_in_the_group_and_directly_once_they_can(owls):
    owls.gathering.edge.blocked.add(EVE)
    assert "/leaders" in await owls.gathering.tell(EVE, "/join")
    await owls.gathering.say(EVE, "/join yes")
    await owls.gathering.work()
    await owls.gathering.say(ANN, "/group how")
    await owls.gathering.work()
    assert len([text for text in owls.gathering.stands() if "Of you they see nothing unless you say so" in text]) == 1
    owls.gathering.edge.blocked.discard(EVE)
    for _ in range(2):
        await owls.gathering.say(EVE, "/status", None)
        await owls.gathering.work()
    assert len([text for text in owls.heard(EVE) if "What may those who lead The Owls see of you?" in text]) == 1


# who is muted, and who was taken out


@both
async def test_of_who_was_taken_out_nothing_is_shown_or_kept_and_they_are_asked_anew_once_they_are_back(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    assert "Zoe" in await owls.how("named")
    assert "On its way" in await owls.at("named", " word")
    assert "is out of" in await owls.gathering.tell(ANN, "/group remove zoe yes")
    assert "Zoe" not in await owls.how("named")
    for deed in DEEDS:
        assert USED_UP in await owls.at("named", deed)
    assert await owls.stored(looks) == 0
    assert await owls.stored(figures) == 1, "Gus's alone"
    await owls.gathering.work()
    assert not [text for text in owls.heard(ZOE) if "thinks of you" in text]
    await owls.gathering.say(ANN, "/group back zoe")
    await owls.gathering.say(ZOE, "/join yes")
    await owls.gathering.work()
    assert "Zoe" not in await owls.how("named")
    assert len([text for text in owls.heard(ZOE) if "What may those" in text]) == 2


@both
async def test_who_was_taken_out_leads_no_more(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    assert "Zoe" in await owls.how("named")
    await owls.gathering.say(ANN, "/group remove ben yes")
    assert NOT_ALLOWED in await owls.how("named")
    assert USED_UP in await owls.at("named")
    assert await owls.stored(group_leaders) == 0


@both
@pytest.mark.parametrize("level", LEVELS)
async def test_who_is_muted_is_shown_by_what_they_agreed_to_and_by_nothing_else(owls, level):
    await owls.gathering.say(ZOE, f"/leaders {level}", None)
    before = await owls.how("admin")
    await owls.gathering.say(ANN, "/group mute zoe 7d")
    assert await owls.how("admin") == before
    assert (USED_UP in await owls.at("admin")) is (LEVELS[level] is Level.NOTHING)
    assert "nothing of you" in await owls.gathering.tell(ZOE, "/leaders nothing", None), "a mute is no hindrance"
    assert "Zoe" not in await owls.how("admin")


@both
@pytest.mark.parametrize("ending", ["/group close 1", "/group hide"])
async def test_a_question_that_an_admin_ended_waits_for_nobody(owls, ending):
    await owls.gathering.say(ZOE, "/leaders topic", None)
    await owls.gathering.say(ZOE, "/helpme nlp What is a tensor?")
    await owls.gathering.work()
    owls.gathering.clock.now += timedelta(days=3)
    assert "Zoe" in await owls.how("admin")
    if ending == "/group hide":
        await owls.gathering.below(ANN, ending, "tensor")
    else:
        await owls.gathering.say(ANN, ending)
    assert "Zoe" not in await owls.how("admin")


# what can be done


@both
async def test_a_kind_word_comes_once_a_week_and_to_nobody_who_takes_their_yes_back(owls):
    await owls.gathering.say(ZOE, "/leaders day", None)
    assert "On its way" in await owls.at("named", " word")
    assert "this week" in await owls.at("named", " word")
    await owls.gathering.work()
    assert len([text for text in owls.heard(ZOE) if "Ben thinks of you in The Owls" in text]) == 1
    owls.gathering.clock.now += timedelta(days=7)
    assert "On its way" in await owls.at("named", " word")
    await owls.gathering.say(ZOE, "/leaders nothing", None)
    await owls.gathering.work()
    assert len([text for text in owls.heard(ZOE) if "Ben thinks of you in The Owls" in text]) == 1


@both
async def test_a_pair_is_made_of_two_who_asked_for_it_and_agreed_to_be_seen(owls):
    await owls.gathering.say(ZOE, "/leaders topic", None)
    offered = await owls.gathering.say(BEN, f"/member {owls.zoe} pair", None)
    assert [key.label for key in offered.keys] == ["Gus"]
    await owls.gathering.say(GUS, "/leaders nothing", None)
    assert "nobody to be" in await owls.at("named", " pair")
    assert "used up" in (await owls.gathering.press(BEN, offered.keys[0].data, None)).text
    await owls.gathering.say(GUS, "/leaders topic", None)
    again = await owls.gathering.say(BEN, f"/member {owls.zoe} pair", None)
    assert "Gus and Zoe are partners" in plain((await owls.gathering.press(BEN, again.keys[0].data, None)).text)
    await owls.gathering.work()
    for user, partner in ((GUS, "Zoe"), (ZOE, "Gus")):
        assert [text for text in owls.heard(user) if f"Your partner: {partner}" in text]
    assert "nobody to be" in await owls.at("named", " pair")


@both
async def test_a_pair_is_offered_only_where_there_is_somebody_to_be_paired_with(owls):
    await owls.gathering.say(ZOE, "/leaders topic", None)
    shown = await owls.gathering.say(BEN, f"/member {owls.zoe}", None)
    assert "🤝 Pair with …" in [key.label for key in shown.keys]
    await owls.gathering.say(GUS, "/partner off", None)
    shown = await owls.gathering.say(BEN, f"/member {owls.zoe}", None)
    assert [key.label for key in shown.keys] == ["💛 A kind word", "📅 Propose a meeting"]


# nobody is shown who did not agree: every output, whatever happens before


WHAT = (
    "/leaders nothing",
    "/leaders topic",
    "/leaders day",
    "/partner",
    "/begin nlp",
    "/done nlp",
    "/helpme nlp",
    "/leave",
)


@pytest.mark.parametrize("platform", ["telegram"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([GUS, ZOE, EVE]), st.sampled_from(WHAT)), max_size=6), st.integers(0, 20))
async def test_nobody_is_shown_who_did_not_agree_whatever_was_said_before(migrated, tmp_path, platform, said, days):
    path = tmp_path / "law.db"
    path.unlink(missing_ok=True)
    gathering = Gathering(f"sqlite:///{copyfile(migrated, path)}", platform)
    group = await gathering.begin(GUS, ZOE)
    for user, line in said:
        await gathering.say(user, line, CHAT if line.startswith(("/leave", "/helpme")) else None)
    gathering.clock.now += timedelta(days=days)
    async with gathering.database.engine.connect() as connection:
        rows = (await connection.execute(select(memberships))).all()
    agreed = {row.name for row in rows if row.level}
    answer = await gathering.say(ANN, "/group how")
    told = [answer]
    for account in range(1, 6):
        told += [await gathering.say(ANN, f"/member {group.id} {account}{deed}", None) for deed in DEEDS]
    everything = " ".join(f"{plain(one.text)} {[key.label for key in one.keys]}" for one in told)
    assert {name for name in ("Gus", "Zoe", "Eve") if name in everything} <= agreed
    await gathering.close()
