"""The tables. Instants are UTC, study days are dates, our own ids are 64-bit and those of platforms text, constraints are
named."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
    text,
    true,
)

from bot.store.columns import Given, Id, Instant, index_of_some, owner
from bot.store.ids import LONGEST

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

LONGEST_MESSAGE = 1000
"""Characters of the id of a post, which may stand in several messages and then is known by all their ids."""

LONGEST_ABOUT = 500
"""Characters of a line with a length, a topic and a step of it by their slugs, and of one with a topic."""


learners = Table(
    "learners",
    metadata,
    Column("id", Id, primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("zone", String(64)),
    Column("nudges_on", Boolean, nullable=False),
    Column("nudge_weekday", Integer, nullable=False),
    Column("nudge_time", Time, nullable=False),
    Column("quiet_from", Time),
    Column("quiet_to", Time),
    Column("next_nudge_at", Instant),
    Column("roadmap", String(64)),
    Column("nudge_platform", String(16)),
    Column("last_platform", String(16)),
    Column("news", Integer, nullable=False, server_default=text("0")),
    Column("theme", String(8)),
    Column("plain", Boolean, nullable=False, server_default=false()),
    Column("study_times", Text),
    Column("study_answered_at", Instant),
    Column("study_asked_at", Instant),
    Column("next_study_at", Instant),
    Column("rhythm", String(16), nullable=False, server_default=text("'weekly'")),
    Column("hush", String(16), nullable=False, server_default=text("''")),
    Column("hushed_at", Instant),
    Column("heard_on", Date),
    Column("announcements", Boolean, nullable=False, server_default=true()),
)
for _moment in (learners.c.next_nudge_at, learners.c.next_study_at):
    index_of_some(f"ix_learners_{_moment.name}", _moment, where=text(f"{_moment.name} IS NOT NULL"))

accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True),
    owner("learner_id", "learners"),
    Column("platform", String(16), nullable=False),
    Column("user_id", Given, nullable=False),
    Column("unreachable_at", Instant),
    Column("blocked_at", Instant),
    UniqueConstraint("platform", "user_id"),
    UniqueConstraint("learner_id", "platform"),
)

enrolments = Table(
    "enrolments",
    metadata,
    Column("id", Id, primary_key=True),
    owner("account_id", "accounts"),
    Column("roadmap", String(64), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("enrolled_at", Instant, nullable=False),
    Column("farewell_at", Instant),
    UniqueConstraint("account_id", "roadmap"),
)
"""The strands of enrolments: what one account said of one roadmap. Those of a learner's accounts are read as one, so
that linking two accounts, and parting them again, moves no fact."""

progress_events = Table(
    "progress_events",
    metadata,
    Column("id", Id, primary_key=True),
    owner("enrolment_id", "enrolments"),
    Column("position", Integer, nullable=False),
    Column("saying", Integer, nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("day", Date, nullable=False),
    Column("topic", String(120), nullable=False),
    Column("skill", String(200), nullable=False),
    Column("back", Date),
    Column("minutes", Integer),
    Column("note", String(1000), nullable=False),
    Column("link", String(1000), nullable=False),
    Column("undoes", Integer),
    Column("weekdays", Integer),
    Column("step", String(120), nullable=False, server_default=text("''")),
    Column("steps", Text),
    Column("shares", Text, nullable=False, server_default=text("''")),
    Column("known", Boolean, nullable=False, server_default=false()),
    Column("amount", Integer),
    UniqueConstraint("enrolment_id", "position"),
    Index(None, "enrolment_id", "kind", "day"),
)
"""Facts. Those of one kind are found by their days, so that a page of a long log costs no more than one of a short one."""

roadmaps = Table(
    "roadmaps",
    metadata,
    Column("id", Id, primary_key=True),
    Column("slug", String(64), nullable=False, unique=True),
    Column("account_id", Id, ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("current", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("shared_at", Instant),
    Index(None, "account_id"),
)
"""The roadmaps that learners brought, by the account they came from. Without it they stay for those who are on them. Everybody sees
those that are shared on a page."""

roadmap_versions = Table(
    "roadmap_versions",
    metadata,
    Column("id", Id, primary_key=True),
    owner("roadmap_id", "roadmaps"),
    Column("number", Integer, nullable=False),
    Column("form", String(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
    UniqueConstraint("roadmap_id", "number"),
)
"""What was understood of each document, in the documented form, beside the document itself."""

drafts = Table(
    "drafts",
    metadata,
    Column("token", String(24), primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("user_id", Given, nullable=False),
    Column("source", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("reading", Integer, nullable=False, server_default=text("0")),
    Column("without", Text, nullable=False, server_default=text("'[]'")),
    Index(None, "platform", "user_id"),
)
"""Documents that were understood, and wait for a tap; those who sent them may be strangers still. ``reading`` is the number of
the one that is looked at, ``without`` a JSON list of its stages that are left out, by their place."""

draft_readings = Table(
    "draft_readings",
    metadata,
    Column("token", String(24), ForeignKey("drafts.token", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("form", String(16), nullable=False),
    Column("document", Text, nullable=False),
    Column("told", Text, nullable=False),
)
"""The readings of a draft, the likeliest first; ``told`` is JSON: what is said of each of them."""

nudges = Table(
    "nudges",
    metadata,
    Column("id", Id, primary_key=True),
    owner("learner_id", "learners", nullable=True),
    owner("account_id", "accounts", nullable=True),
    owner("group_id", "groups", nullable=True),
    Column("platform", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("subject", BigInteger),
    Column("period", String(40), nullable=False),
    Column("first_due_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", String(200), nullable=False),
    Column("sent_at", Instant),
    Column("message_id", String(LONGEST_MESSAGE), nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("lease", String(24), nullable=False, server_default=text("''")),
    Column("maybe_repeated", Boolean, nullable=False, server_default=false()),
    Column("text", Text),
    Column("prompt", Boolean, nullable=False, server_default=false()),
    Column("thread_id", Given),
    Column("about", String(LONGEST_ABOUT), nullable=False, server_default=text("''")),
    UniqueConstraint("learner_id", "kind", "period"),
    UniqueConstraint("group_id", "kind", "period"),
    Index(None, "account_id"),
)
"""The ledger. A row belongs to a learner and the account they are reached by, or to a group; ``subject`` is the id of
what it is about, ``text`` a group's post as it stands there, by which names can be struck out of it, ``thread_id`` the thread
it stands in, ``prompt`` says that somebody has just caused it. ``about`` is what a learner was asked to do when it was sent, as
the line of a check-in, and below it what they would type who say yes to its question; of a hidden call of a meeting that it was the last, as its reason said before."""
index_of_some(
    "ix_nudges_platform_due_at",
    nudges.c.platform,
    nudges.c.due_at,
    where=text("state IN ('due', 'sending')"),
)
index_of_some(
    "ix_nudges_prompt",
    nudges.c.platform,
    nudges.c.due_at,
    where=text("prompt AND state IN ('due', 'sending')"),
)

LONGEST_RATE = LONGEST + 45
"""Characters of a rate's name: the platform, an id that it gave, and what it is for."""

rates = Table(
    "rates",
    metadata,
    Column("name", String(LONGEST_RATE), primary_key=True),
    Column("next_microsecond", BigInteger, nullable=False),
)
"""One row for each limit that all processes share: from when the next message fits, in microseconds since 1970 UTC,
for moments cannot be added to in the same words on both databases."""

updates = Table(
    "updates",
    metadata,
    Column("id", Id, primary_key=True),
    Column("bot_id", Given, nullable=False),
    Column("update_id", Given, nullable=False),
    Column("chat_id", Given, nullable=False),
    Column("payload", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("leased_until", Instant),
    Column("lease", String(24), nullable=False, server_default=text("''")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("done_at", Instant),
    Column("user_id", Given),
    Column("answer", Text),
    Column("answer_until", Instant),
    Column("token", Text),
    UniqueConstraint("bot_id", "update_id"),
)
"""The inbox: what a platform handed over, raw, kept until it was worked on and then for a while against repeats.
``user_id`` is who sent it, where it says so. ``answer`` is what is to be said to it, in its platform's own words, from the
moment it was worked on until that has come or ``answer_until`` has; ``token`` is what it may be brought by, which is nobody
else's to know and is there no longer than the answer."""
index_of_some(
    "ix_updates_bot_id_chat_id_id",
    updates.c.bot_id,
    updates.c.chat_id,
    updates.c.id,
    where=text("done_at IS NULL"),
)

button_lines = Table(
    "button_lines",
    metadata,
    Column("token", String(24), primary_key=True),
    Column("user_id", Given, nullable=False),
    Column("line", String(1000), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index(None, "expires_at"),
)

codes = Table(
    "codes",
    metadata,
    Column("id", Id, primary_key=True),
    owner("account_id", "accounts"),
    Column("purpose", String(16), nullable=False),
    Column("code", String(32), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("name", String(64), nullable=False, server_default=text("''")),
    UniqueConstraint("account_id", "purpose"),
    Index(None, "purpose", "code"),
)
