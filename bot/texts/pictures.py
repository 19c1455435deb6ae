"""The words beside pictures, and in their place: captions, and what a picture shows in words (its alt text)."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from markupsafe import Markup

from bot.texts import drawn
from bot.texts.phrases import (
    between,
    clauses,
    month,
    named,
    number,
    numeral,
    sentences,
    shortened,
    spent,
    text_of,
    whole_day,
)
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.forecast import Band
from roadmap.model import Status, Topic
from roadmap.plan import Plan
from roadmap.streak import Streak

MOST_NAMED = 3
"""Titles that an alt text names of a kind; it has to fit below a photo."""

MOST_TOLD = 1000
"""Characters of an alt text; platforms take 1,024."""

# In the place of pictures


def chart_alt(plan: Plan, band: Band | None) -> str:
    """What the chart shows."""
    late = [told_apart(plan.roadmap, topic) for topic in plan.overdue]
    on = [_going_on(plan, topic) for topic in plan.with_status(Status.GOING_ON)]
    return text_of(
        plain(
            "{roadmap} on {day}: {done}.",
            roadmap=shortened(plan.roadmap.title),
            day=whole_day(plan.today),
            done=drawn.done_of(plan),
        ),
        plain("{standing}.", standing=drawn.standing(plan)),
        plain("Going on: {topics}.", topics=named(on, most_named=MOST_NAMED)) if on else None,
        plain("Overdue: {topics}.", topics=named(late, most_named=MOST_NAMED)) if late else None,
        plain("The latest day of the plan is {day}.", day=whole_day(plan.last_day)) if plan.last_day else None,
        plain("{ahead}: {days}.", ahead=drawn.all_done(band), days=drawn.forecast(band)) if band else None,
    )


def _going_on(plan: Plan, topic: Topic) -> str:
    """A topic, with its steps where it has some."""
    title, inside = told_apart(plan.roadmap, topic), plan.inside(topic)
    if not inside.steps:
        return title
    return plain(
        counted(
            len(inside.steps), "{topic} ({done} of {steps} steps done)", one="{topic} ({done} of {steps} step done)"
        ),
        topic=title,
        done=number(len(inside.done)),
        steps=number(len(inside.steps)),
    )


def heatmap_alt(study_days: Mapping[date, int], first: date, today: date) -> str:
    """What the heatmap shows, which begins with ``first``: every day, the latest month first, and the time that was told."""
    days = sorted(day for day in study_days if first <= day <= today)
    if not days:
        return plain("No study days from {first} to {today}.", first=whole_day(first), today=whole_day(today))
    minutes = sum(study_days[day] for day in days)
    head = text_of(
        plain("Study days: {days}.", days=drawn.days_studied(len(days), first, today)),
        plain("{time} in all.", time=spent(minutes)) if minutes else None,
    )
    months = [list(run) for _, run in groupby(reversed(days), key=lambda day: (day.year, day.month))]
    told, left = [head], len(days)
    for run in months:
        said = plain("{month} {year}: {days}.", month=month(run[0]), year=numeral(run[0].year), days=_runs(run[::-1]))
        if len(text_of(*told, said, _before(left))) > MOST_TOLD:
            break
        told.append(said)
        left -= len(run)
    return text_of(*told, _before(left))


def _before(count: int) -> str | None:
    """How many days there is no room to name."""
    if not count:
        return None
    return plain(counted(count, "{days} more before.", one="{days} more before."), days=number(count))


def _runs(days: Sequence[date]) -> str:
    """Days of a month, in their order: "1, 3–5, 20"."""
    runs: list[list[date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return clauses(*(between(run[0].day, run[-1].day) for run in runs))


def card_alt(plan: Plan, run: Streak, name: str, earned: int = 0) -> str:
    """What the card shows."""
    return text_of(
        plain(
            "{name} on {roadmap}: {done}.",
            name=shortened(name),
            roadmap=shortened(plan.roadmap.title),
            done=drawn.done_of(plan),
        ),
        plain("{certificates}.", certificates=drawn.certificates(earned)) if earned else None,
        plain("{standing}.", standing=drawn.standing_to_share(plan)),
        plain("{streak}.", streak=drawn.in_a_row(run)) if run.weeks else None,
    )


# Beside pictures


def chart(plan: Plan, *, all_drawn: bool) -> Markup:
    """Said with the chart; ``all_drawn`` says whether there are fonts for every letter of its titles."""
    if plan.finished:
        return sentences(
            say("🎉 <b>{roadmap}</b>: {done}.", roadmap=plan.roadmap.title, done=drawn.done_of(plan)),
            say("{took}. Well done!", took=drawn.took(plan)),
            None if all_drawn else _lacking(),
        )
    return sentences(
        say("🗺 <b>{roadmap}</b>: {done}.", roadmap=plan.roadmap.title, done=drawn.done_of(plan)),
        say("{standing}.", standing=drawn.standing(plan)),
        None if all_drawn else _lacking(),
    )


def _lacking() -> Markup:
    return say("My fonts lack some of its letters; they show as ▯.")


def heatmap(count: int, minutes: int) -> Markup:
    """Said with the heatmap."""
    days = number(count)
    if minutes:
        return say(
            counted(
                count,
                "🗓 {days} study days in the past year, {time} in all.",
                one="🗓 {days} study day in the past year, {time} in all.",
            ),
            days=days,
            time=spent(minutes),
        )
    return say(
        counted(count, "🗓 {days} study days in the past year.", one="🗓 {days} study day in the past year."), days=days
    )


def no_study_days() -> Markup:
    """Said in its place, where there is nothing to show."""
    return say("No study days in the past year yet; <code>/checkin</code> puts the first one on the map.")


def card(*, named: bool, all_drawn: bool) -> Markup:
    """Said with the card; ``all_drawn`` says whether there are fonts for every letter of what is written on it."""
    return sentences(
        say("🪪 A card to share, if you like. It shows what you see and nothing else."),
        say("I haven't kept the name.") if named else say("Put a name on it: <code>/card Ann</code>; I don't keep it."),
        None if all_drawn else _lacking(),
    )


def not_drawn(alt: str) -> Markup:
    """Said in place of a picture that could not be drawn."""
    return say("The picture didn't come out this time; try it once more in a minute. In words: {alt}", alt=alt)
