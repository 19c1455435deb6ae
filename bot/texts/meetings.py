"""What a group reads of a meeting before it begins, what those hear directly who are in, and what is answered to who calls one."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.phrases import listed_markup, number, paragraphs, row, sentences, shortened, spent
from bot.texts.sentence import counted, plain, say
from roadmap.group.rounds import Round

MOST_NAMED = 20


# The post


def proposed(caller: str, when: Markup, about: Markup, *, weekly: bool, is_next: bool, ended: bool = False) -> Markup:
    """The head of the post; ``caller`` is a name, empty where whoever called it has left. One that comes every week may have begun, or been
    called off: then it is not ``is_next``, and what is next may come at another time. One that came every week has ``ended`` where nobody came
    to it any more."""
    return paragraphs(_head(caller, when, weekly=weekly, is_next=is_next, ended=ended), about)


def _head(caller: str, when: Markup, *, weekly: bool, is_next: bool, ended: bool) -> Markup:
    if not caller:
        return say("📅 The group meets: <b>{when}</b>", when=when)
    if ended:
        return say("📅 It was every week with {caller}, last: <b>{when}</b>", caller=caller, when=when)
    if weekly and is_next:
        return say("📅 Every week with {caller}, next: <b>{when}</b>", caller=caller, when=when)
    if weekly:
        return say("📅 The weekly meeting with {caller}: <b>{when}</b>", caller=caller, when=when)
    return say("📅 {caller} would like to meet: <b>{when}</b>", caller=caller, when=when)


def about(topic: str, lengths: Round) -> Markup:
    """What is done there: ``topic`` is a title, empty for none."""
    of = say("{time} on <b>{topic}</b>.", time=spent(lengths.minutes), topic=shortened(topic)) if topic else None
    return sentences(of or say("{time}, each on their own topic.", time=spent(lengths.minutes)), _blocks(lengths))


def _blocks(lengths: Round) -> Markup | None:
    if len(lengths.blocks) == 1:
        return None
    return say(
        counted(
            lengths.focus,
            "{focus} minutes of focus at a time, with breaks of {pause}.",
            one="{focus} minute of focus at a time, with breaks of {pause}.",
        ),
        focus=number(lengths.focus),
        pause=number(lengths.pause),
    )


def who_is_in(names: Sequence[Markup]) -> Markup:
    """The names of those who are in."""
    if not names:
        return say("Who is in?")
    return say("👥 In: {names}", names=listed_markup(names, most_named=MOST_NAMED))


def cannot_write(names: Sequence[Markup]) -> Markup:
    """Those who are in and whom the bot cannot write to directly."""
    return say(
        "⏰ {names}, I can't write to you directly: it begins in a few minutes.",
        names=listed_markup(names, most_named=MOST_NAMED),
    )


def has_begun() -> Markup:
    return say("▶ It has begun, further down.")


def nobody_came() -> Markup:
    return say("Nobody could make it this time.")


def last_call(times: int) -> Markup:
    """Of one that comes every week, and nobody who is in the group was in so many times in a row."""
    return say(
        counted(
            times,
            "Nobody here was in the last {times} times. If nobody is this time either, I stop asking. Who is in?",
            one="Nobody here was in last time. If nobody is this time either, I stop asking. Who is in?",
        ),
        times=number(times),
    )


def nobody_came_at_last(line: str) -> Markup:
    """Of the last one; ``line`` calls it again."""
    return say("Nobody could make it, so I've stopped asking. <code>{line}</code> starts it again.", line=line)


def called_off(*, for_good: bool) -> Markup:
    """``for_good`` says that one that came every week comes no more."""
    if for_good:
        return say("✖ Called off from now on.")
    return say("✖ Called off.")


# On the board


def on_the_board(when: Markup, topic: str, count: int) -> Markup:
    """The next meeting in a line: ``topic`` is a title, empty for none, ``count`` how many are in."""
    said = row(when, shortened(topic), _how_many(count))
    return say("📅 Next meeting: {said}", said=said)


def _how_many(count: int) -> str:
    """Nothing where nobody is."""
    if not count:
        return ""
    return plain(counted(count, "{count} are in", one="{count} is in"), count=number(count))


# Its event


def event(group: str, topic: str) -> str:
    """What the event is called on a platform that has such."""
    if topic:
        return plain("{group}: {topic}", group=group, topic=topic)
    return plain("{group} meets", group=group)


# Directly


def soon(when: Markup, about: Markup, others: Sequence[Markup], group: str) -> Markup:
    """Ten minutes before; ``others`` are the names of those who are in as well."""
    if not others:
        return paragraphs(say("⏰ Soon, in {group}: {when}", group=group, when=when), about)
    return paragraphs(
        say(
            "⏰ Soon, in {group}, with {names}: {when}",
            group=group,
            names=listed_markup(others, most_named=MOST_NAMED),
            when=when,
        ),
        about,
    )


def moved(when: Markup, about: Markup, group: str) -> Markup:
    return paragraphs(say("📅 The meeting in {group} moves to {when}.", group=group, when=when), about)


def called_off_for_you(when: Markup, group: str) -> Markup:
    return say("✖ The meeting in {group}, {when}, is called off.", group=group, when=when)


def no_place(when: Markup, group: str) -> Markup:
    """The group's place is gone."""
    return say("✖ The meeting in {group}, {when}, has no place any more: I can't write there.", group=group, when=when)


# To who calls it


def noted(when: Markup, *, weekly: bool) -> Markup:
    """Said alone to who called it."""
    if weekly:
        return say("📅 Every week, next {when}. I ask the group who is in.", when=when)
    return say("📅 {when}. I ask the group who is in.", when=when)


def moved_by_you(when: Markup) -> Markup:
    return say("📅 It moves to {when}. Whoever is in hears of it.", when=when)


def called_off_by_you(when: Markup) -> Markup:
    return say("✖ {when} is called off. Whoever is in hears of it.", when=when)


def on_which_day() -> Markup:
    return say("On which day?")


def at_what_time() -> Markup:
    return say("At what time?")


def which_night() -> Markup:
    """Of a time after midnight and a day beside it."""
    return say("That is after midnight. Which of the two?")


def to_come(meetings: Sequence[Markup]) -> Markup:
    """The moments of the meetings that are to come, the next first."""
    return say("📅 To come: {meetings}", meetings=listed_markup(meetings, most_named=MOST_NAMED))


def none_to_come() -> Markup:
    return say("No meeting is planned. <code>/meet thu 19:00 60m</code> asks who is in.")


def once_or_always() -> Markup:
    """Of one that comes every week."""
    return say("It comes every week. Only this time, or from now on?")


def which() -> Markup:
    return say("Which one?")


def too_far(most: int) -> Markup:
    return say(
        counted(most, "That is far ahead. Meetings are planned for the next {most} days."),
        most=number(most),
    )


def is_over() -> Markup:
    return say("That moment is over. When do you mean?")


def wrong_lengths(least: int, most: int) -> Markup:
    return say(
        counted(most, "A meeting takes {least} to {most} minutes, and a block of focus {least} at least."),
        least=number(least),
        most=number(most),
    )


def too_many(most: int) -> Markup:
    return say(
        counted(most, "This group has {most} meetings to come. Once one is over, there is room for another."),
        most=number(most),
    )


def not_yours() -> Markup:
    return say("Whoever called a meeting moves it and ends it, or an admin does.")


def in_now() -> Markup:
    return say("👍 You're in. I write to you ten minutes before.")


def out_now() -> Markup:
    return say("Fine. Next time, perhaps.")


def over_already() -> Markup:
    """Somebody presses a button of a meeting that is over, or called off."""
    return say("That meeting is over.")
