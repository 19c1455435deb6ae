"""What is said of the streak, and of the study days a week that a learner sets out to have."""

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from bot.texts.phrases import day, lines, number, sentences, spelled
from bot.texts.sentence import counted, plain, say
from roadmap.streak import Streak


def streak(run: Streak) -> Markup:
    """The streak in a line; with a goal of one's own a second one says how far this week is, and what is spare."""
    return lines(_in_a_row(run), _towards(run))


def _in_a_row(run: Streak) -> Markup:
    if run.goal:
        return _reaching(run)
    if run.weeks == 0 and run.best == 0:
        return say("Streak: none yet; one study day this week starts it.")
    if run.weeks == 0:
        return say(
            counted(
                run.best,
                "Streak: none now (your best: {best} weeks); one study day this week starts a new one.",
                one="Streak: none now (your best: {best} week); one study day this week starts a new one.",
            ),
            best=number(run.best),
        )
    return _running(run)


def _running(run: Streak) -> Markup:
    """A streak that runs: whether the best was longer, and whether this week has a study day yet."""
    weeks = number(run.weeks)
    match run.best > run.weeks, run.this_week:
        case True, True:
            return say(
                counted(
                    run.weeks,
                    "🔥 Streak: {weeks} weeks in a row (your best: {best}).",
                    one="🔥 Streak: {weeks} week in a row (your best: {best}).",
                ),
                weeks=weeks,
                best=number(run.best),
            )
        case True, False:
            return say(
                counted(
                    run.weeks,
                    "🔥 Streak: {weeks} weeks in a row (your best: {best}); a study day this week keeps it going.",
                    one="🔥 Streak: {weeks} week in a row (your best: {best}); a study day this week keeps it going.",
                ),
                weeks=weeks,
                best=number(run.best),
            )
        case False, False:
            return say(
                counted(
                    run.weeks,
                    "🔥 Streak: {weeks} weeks in a row; a study day this week keeps it going.",
                    one="🔥 Streak: {weeks} week in a row; a study day this week keeps it going.",
                ),
                weeks=weeks,
            )
    return say(
        counted(run.weeks, "🔥 Streak: {weeks} weeks in a row.", one="🔥 Streak: {weeks} week in a row."), weeks=weeks
    )


def _reaching(run: Streak) -> Markup:
    """Of weeks in which a goal was reached."""
    if run.weeks == 0:
        return say("Streak: none now; the first week that reaches your goal starts one.")
    return say(
        counted(run.weeks, "🔥 Streak: {weeks} weeks in a row.", one="🔥 Streak: {weeks} week in a row."),
        weeks=number(run.weeks),
    )


def _towards(run: Streak) -> Markup | None:
    """ "This week: 2 of 3 study days. One spare is left." None where there is no goal."""
    if run.goal is None:
        return None
    return sentences(
        say(
            counted(run.goal, "This week: {days} of {goal} study days.", one="This week: {days} of {goal} study day."),
            days=number(run.days),
            goal=number(run.goal),
        ),
        say("A spare stood in for last week.") if run.spared else None,
        _spare(run.spares),
    )


def _spare(spares: int) -> Markup | None:
    if not spares:
        return None
    return say(
        counted(spares, "{spares} spares are left.", one="One spare is left."), spares=spelled(spares).capitalize()
    )


def ends_unless(run: Streak, last_day: date, today: date, number_: int = 0) -> Markup | None:
    """What a streak with a goal takes to go on, before the week is over, worded by ``number_``; None where nothing is at stake."""
    missing = (run.goal or 0) - run.days
    if run.goal is None or run.weeks == 0 or missing <= 0:
        return None
    words = _at_stake(missing, has_spare=run.spares > 0)
    count = spelled(missing)
    return say(words[number_ % len(words)], missing=count, first=count.capitalize(), day=day(last_day, today))


def _at_stake(missing: int, *, has_spare: bool) -> Mapping[int, str]:
    if has_spare:
        return SPARED if missing > 1 else SPARED_FOR_ONE
    return AT_STAKE if missing > 1 else AT_STAKE_FOR_ONE


AT_STAKE = {
    0: "🔥 {first} more study days by {day} keep your streak.",
    1: "🔥 Your streak goes on with {missing} more study days by {day}.",
    2: "🔥 For the streak: {missing} more study days by {day}.",
}
AT_STAKE_FOR_ONE = {
    0: "🔥 One more study day by {day} keeps your streak.",
    1: "🔥 Your streak goes on with one more study day by {day}.",
    2: "🔥 For the streak: one more study day by {day}.",
}
SPARED = {
    0: "🔥 {first} more study days by {day} make it; else a spare stands in.",
    1: "🔥 Your streak goes on with {missing} more study days by {day}, or with a spare.",
    2: "🔥 For the streak: {missing} more study days by {day}. A spare is there if life comes between.",
}
SPARED_FOR_ONE = {
    0: "🔥 One more study day by {day} makes it; else a spare stands in.",
    1: "🔥 Your streak goes on with one more study day by {day}, or with a spare.",
    2: "🔥 For the streak: one more study day by {day}. A spare is there if life comes between.",
}
"""Where a spare would stand in; ``first`` is the number as it begins a sentence."""


# The goal


def goal_is(run: Streak, coming: int | None, from_: date, today: date) -> Markup:
    """What /goal shows; ``coming`` is the number that holds from ``from_`` on, where it is another one than now."""
    if run.goal is None and coming is None:
        return say(
            "🎯 You set no goal: one study day makes a week of your streak. How many days a week do you set out to study?"
        )
    now = lines(goal_holds(run.goal), _towards(run)) if run.goal else None
    changes = goal_set(coming, from_, today) if coming != run.goal else None
    return lines(now, changes)


def goal_holds(goal: int) -> Markup:
    return say(
        counted(
            goal, "🎯 Your goal: <b>{days} study days a week</b>.", one="🎯 Your goal: <b>{days} study day a week</b>."
        ),
        days=number(goal),
    )


def goal_set(goal: int | None, from_: date, today: date) -> Markup:
    """A number was set, or taken off."""
    if goal is None:
        return say("🎯 From {day} on one study day makes a week of your streak again.", day=day(from_, today))
    return say(
        counted(
            goal,
            "🎯 From {day} on <b>{days} study days</b> make a week of your streak.",
            one="🎯 From {day} on <b>{days} study day</b> makes a week of your streak.",
        ),
        days=number(goal),
        day=day(from_, today),
    )


def by_study_times() -> Markup:
    return say("That's as many days as have a study time; a number of your own holds instead.")


def spares_are_earned() -> Markup:
    return say(
        "Every fourth such week in a row earns a spare, up to two. It stands in by itself for a week you miss.",
    )


def goal_taken_back(goal: int | None) -> str:
    """A fact of a goal, as an undo names it."""
    if goal is None:
        return plain("having no goal")
    return plain(
        counted(goal, "the goal of {days} study days a week", one="the goal of {days} study day a week"),
        days=number(goal),
    )


def too_many_days() -> Markup:
    return say("A week has seven days. How many of them do you set out to study on?")


# Labels


def days_a_week(days: int) -> str:
    return plain(counted(days, "{days} days a week", one="{days} day a week"), days=number(days))


def no_goal() -> str:
    return plain("✖ No goal")
