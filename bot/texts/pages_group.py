"""The words of a study group's own page: its headings, the labels of its forms, and what stands where there is nothing to show."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.texts.dates import from_to
from bot.texts.phrases import dated, number, short_day
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.group.common_goal import CommonGoal, Counts
from roadmap.model import Topic
from roadmap.plan import Plan

MOST_DATES = 12
"""Topics that have a day each; those beyond are counted."""


# The groups


def groups() -> str:
    return plain("My groups")


def no_groups() -> Markup:
    """Of a learner who has joined none that goes on."""
    return say(
        "You have joined no study group. In a group that has one, <code>/join</code> shows what it would see of you."
    )


def not_a_member() -> Markup:
    """To who follows a group's link without being one of its members, or one that is too old: both read the same."""
    return say(
        "This link opens a group's page for its members. If you are none yet, <code>/join</code> in the group; if you are, "
        "the link is too old, and <code>/web</code> there gives a new one."
    )


# One of them


def members(count: int, roadmap: str) -> Markup:
    """How many they are, and what they study."""
    return say(
        counted(count, "{count} members on <b>{roadmap}</b>", one="{count} member on <b>{roadmap}</b>"),
        count=number(count),
        roadmap=roadmap,
    )


def board() -> str:
    return plain("The board")


def no_board() -> Markup:
    """Of a large group with none pinned."""
    return say("So many are in this group that I show the board as it is pinned there, and just now none is.")


def goal() -> str:
    return plain("Our goal")


def goal_progress(goal: CommonGoal, done: int) -> str:
    """What a bar shows, for who cannot see it."""
    return plain("{done} of {amount}", done=number(min(done, goal.amount)), amount=number(goal.amount))


def set_goal(is_set: bool) -> str:
    """To who manages the group."""
    return plain("Change the goal, or end it") if is_set else plain("Set a goal for all of us")


def about_goals() -> str:
    return plain("It is one number for all members together. The board and the digest show it.")


def how_many() -> str:
    return plain("How many")


def of_what() -> str:
    return plain("Of what")


def goal_counts(counts: Counts) -> str:
    match counts:
        case Counts.SESSIONS:
            return plain("study sessions")
        case Counts.TOPICS:
            return plain("topics completed")


def goal_from() -> str:
    return plain("From")


def goal_until() -> str:
    return plain("Until, if it has an end")


def end_goal() -> str:
    return plain("End the goal")


def dates() -> str:
    return plain("Our dates")


def span(common: Plan) -> Markup:
    """From when to when the common dates go."""
    end = common.progress.end
    days = from_to(common.progress.first_day, end.day if end else None, common.today)
    return say("The common dates go {days}. Your own plan is the one that counts.", days=days)


def aims(common: Plan) -> Sequence[tuple[str, str]]:
    """What is to come by the common dates: each topic, and the day to aim for."""
    return [
        (told_apart(common.roadmap, topic), short_day(common.windows[topic.slug].target, common.today))
        for topic in ahead(common)[:MOST_DATES]
    ]


def ahead(common: Plan) -> Sequence[Topic]:
    """The topics whose day has not passed."""
    return [
        topic
        for topic in common.roadmap.order
        if topic.slug in common.windows and common.windows[topic.slug].target >= common.today
    ]


def later(common: Plan) -> Markup | None:
    """How many topics come after those that are shown."""
    more = len(ahead(common)) - MOST_DATES
    if more <= 0:
        return None
    return say(counted(more, "And {count} more topics.", one="And {count} more topic."), count=number(more))


def topic() -> str:
    return plain("Topic")


def aim_for() -> str:
    return plain("Aim for")


# Meetings


def meetings() -> str:
    return plain("Meetings")


def no_meetings() -> Markup:
    return say("No meeting is planned. When somebody calls one, I ask in the group who is in.")


def how_many_are_in(count: int) -> Markup:
    """Of a large group, where nobody is named."""
    return say(counted(count, "👥 {count} are in.", one="👥 {count} is in."), count=number(count))


def you_are_in() -> Markup:
    return say("👍 You're in.")


def call_one() -> str:
    return plain("Call a meeting")


def call_it() -> str:
    return plain("Ask who is in")


def change_it() -> str:
    return plain("Move it, or call it off")


def new_day() -> str:
    return plain("Day")


def new_time() -> str:
    return plain("Time")


def move_it() -> str:
    return plain("Move it")


def move_once() -> str:
    return plain("Move it this time")


def move_always() -> str:
    return plain("Move it from now on")


def call_it_off() -> str:
    return plain("Call it off")


def call_off_once() -> str:
    return plain("Call it off this time")


def call_off_always() -> str:
    return plain("Call it off for good")


def in_zone(zone: str) -> str:
    """By which clock a day and a time are meant."""
    return plain("By the group's clock: {zone}", zone=zone)


# Questions


def questions() -> str:
    return plain("Questions")


def asks(name: str, topic: str, question: str) -> Markup:
    """Who would like help with what, in their own words where they said some."""
    if not question:
        return say("🙋 {name} would like help with <b>{topic}</b>.", name=name, topic=topic)
    return say("🙋 {name} on <b>{topic}</b>: “{question}”", name=name, topic=topic, question=question)


# Digests


def digests() -> str:
    return plain("Digests")


def no_digests() -> Markup:
    return say("The first digest of the group will be here once it is sent.")


def digest_of(sent_on: date, today: date) -> str:
    return plain("Digest of {day}", day=dated(sent_on, with_year=sent_on.year != today.year))


# What a member sets


def about_me() -> str:
    return plain("Me in this group")


def leaders_see() -> str:
    """Of the menu with the levels."""
    return plain("Those who lead see")


def tell_completions(tells: bool) -> str:
    """Of the button that has the group hear at once what the member completes, or not any more."""
    return plain("🎉 Tell the group what I complete") if tells else plain("Don't tell the group what I complete")


def have_partner(wants: bool) -> str:
    """Of the button that has a partner found, or none any more."""
    return plain("🤝 Find me a partner") if wants else plain("No partner for me")


def leave() -> str:
    return plain("Leave this group")


def what_leaving_is() -> Markup:
    return say(
        "You leave at once, and your name goes out of all that stands in the group. Your own plan stays as it is."
    )


def leave_it() -> str:
    return plain("Leave it")


# For those who lead


def leading() -> str:
    return plain("For those who lead")


def what_is_seen() -> Markup:
    return say(
        "You lead this group, so you may see how those members stand who agreed to it. Whom you are shown can read that "
        "you looked."
    )


def see() -> str:
    return plain("See how they are")
