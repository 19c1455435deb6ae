"""What a group reads while it focuses together: that it begins, who does what, and how far everybody got."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from bot.texts.phrases import lines, listed_markup, number, paragraphs, shortened, spent
from bot.texts.sentence import counted, plain, say

MOST_SHOWN = 25
"""Of those who are in."""

MOST_LETTERS = 1200
"""Of the lines of those who are in, so that all of it fits into one message, which is edited later; what is neither letter nor space
counts twice, as it may be written."""

MOST_BLOCKS = 8
"""Blocks whose times are told."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody in a round: a name, what they will do, and what they said of it: done, partly, or nothing yet."""

    name: Markup
    plan: str
    outcome: str


DONE, PARTLY = "done", "partly"


def begun(topic: str, minutes: int) -> Markup:
    """The head of the post of a meeting."""
    if topic:
        return say("▶ It's time: {time} on <b>{topic}</b>.", time=spent(minutes), topic=shortened(topic))
    return say("▶ It's time: {time} together.", time=spent(minutes))


def begun_by(name: str, topic: str, minutes: int) -> Markup:
    """The head of a round that somebody began on the spot."""
    if topic:
        return say(
            "⏳ {name} focuses on <b>{topic}</b> for {time}. Who joins in?",
            name=name,
            topic=shortened(topic),
            time=spent(minutes),
        )
    return say("⏳ {name} focuses for {time}. Who joins in?", name=name, time=spent(minutes))


def blocks(times: Sequence[tuple[Markup, Markup]]) -> Markup:
    """When each block begins and ends."""
    spans = (say("{start}–{end}", start=start, end=end) for start, end in times)
    return say("Focus: {times}", times=listed_markup(spans, most_named=MOST_BLOCKS))


def asked() -> Markup:
    return say("What will you do? Say it in a line, as a reply to this.")


def on(head: Markup, times: Markup, places: Sequence[Place]) -> Markup:
    """The post while the round is on."""
    return paragraphs(head, times, _shown(places), asked())


def over(topic: str, minutes: int, places: Sequence[Place], *, asks: bool) -> Markup:
    """The post once it is over; ``minutes`` are those of focus. It ``asks`` as long as somebody may answer."""
    return paragraphs(_over(topic, minutes), _shown(places), how_far() if asks else None)


def how_far() -> Markup:
    """The end of a post that asks."""
    return say("How far did you get?")


def _over(topic: str, minutes: int) -> Markup:
    if topic:
        return say("⏰ Over: {time} of focus on <b>{topic}</b>.", time=spent(minutes), topic=shortened(topic))
    return say("⏰ Over: {time} of focus.", time=spent(minutes))


def _shown(places: Sequence[Place]) -> Markup | None:
    """Everybody in a line of their own, for whom there is room."""
    all_ = [_line(one) for one in places[:MOST_SHOWN]]
    up_to = accumulate(map(_letters, all_))
    shown = [line for line, letters in zip(all_, up_to, strict=True) if letters <= MOST_LETTERS]
    more = len(places) - len(shown)
    if more > 0:
        shown.append(say(counted(more, "• and {more} others", one="• and {more} other"), more=number(more)))
    return lines(*shown) if shown else None


def _letters(line: Markup) -> int:
    return sum(1 if one.isalnum() or one.isspace() else 2 for one in line.striptags())


def _line(one: Place) -> Markup:
    if one.plan:
        return say("{sign} {name}: {plan}", sign=_sign(one.outcome), name=one.name, plan=one.plan)
    return say("{sign} {name}", sign=_sign(one.outcome), name=one.name)


def _sign(outcome: str) -> str:
    return {DONE: "✅", PARTLY: "🌓"}.get(outcome, "•")


# To one alone


def over_for_you(topic: str, minutes: int, group: str) -> Markup:
    """Asked where the group cannot be asked; ``minutes`` are those of focus since they came."""
    if topic:
        return say(
            "⏰ The round in {group} is over, {time} of focus on <b>{topic}</b>. I can't ask there any more. Does it go into your log?",
            group=group,
            time=spent(minutes),
            topic=shortened(topic),
        )
    return say(
        "⏰ The round in {group} is over, {time} of focus. I can't ask there any more. Does it go into your log?",
        group=group,
        time=spent(minutes),
    )


def plan_noted() -> Markup:
    return say("✍️ Noted. Have a good round.")


def say_it() -> Markup:
    """Pressed where there are no forms."""
    return say("Say in a line what you will do, as a reply to the post of the round.")


def plan_too_long(longest: int) -> Markup:
    return say(
        counted(longest, "A line has up to {longest} characters. What is the first thing you will do?"),
        longest=number(longest),
    )


def joined_in() -> Markup:
    return say("👍 You're in. What will you do?")


def not_in() -> Markup:
    """Of a round that is over."""
    return say("You weren't in this one. <code>/log 25m</code> keeps what you did.")


def still_on() -> Markup:
    return say("It goes on. I ask how far you got when it is over.")


def told_before() -> Markup:
    return say("That is noted, and your minutes are kept already.")


def no_minutes() -> Markup:
    """Somebody came when the focus was over."""
    return say("Noted. There was no focus left by then, so no minutes are kept.")


def ended() -> Markup:
    return say("⏹ The round is over. It says so in the post.")


def none_is_on() -> Markup:
    return say("No round is on just now. <code>/meet now</code> begins one.")


def begun_for_all() -> Markup:
    """Said alone to who began a round in a group."""
    return say("⏳ It begins. The others of the group may join in.")


def one_is_on(topic: str, end: Markup) -> Markup:
    """Said alone to who is in it by that, or was before."""
    if topic:
        return say("A round on <b>{topic}</b> is on here until {end}; you're in it.", topic=shortened(topic), end=end)
    return say("A round is on here until {end}; you're in it.", end=end)


def another_is_on(topic: str, end: Markup, own: str) -> Markup:
    """Asked of who would focus on something else while a round is on: ``topic`` is that of the round, ``own`` theirs."""
    return say(
        "A round on <b>{topic}</b> is on here until {end}. Will you join it, or focus on <b>{own}</b> on your own?",
        topic=shortened(topic),
        end=end,
        own=shortened(own),
    )


# A form


def title() -> str:
    return plain("This round")


def what_will_you_do() -> str:
    return plain("What will you do?")


def plan_hint() -> str:
    return plain("Lesson 3, and its exercise")
