"""What a nudge says, of at most four short lines: what was done since the last one, what became of what was meant or where the
plan stands, what is on, and the one ask; the other roadmaps stand below."""

from datetime import timedelta

from markupsafe import Markup

from bot.texts import nudge_lines as below
from bot.texts import streaks
from bot.texts.nudge_openings import opening
from bot.texts.phrases import lines, sentences
from bot.texts.sentence import say
from roadmap.lately import Lately, State
from roadmap.plan import Plan, Suggestion
from roadmap.streak import monday, streak
from roadmap.today import Task

KEEPING = frozenset({State.STUDIED, State.IDLE, State.AHEAD, State.NEARLY})
"""The states in which a streak may be kept; who is silent is not asked for one."""


def all_done(plan: Plan) -> Markup:
    """The last nudge: there is nothing left."""
    return say(
        "🏁 Every topic of <b>{roadmap}</b> is done. This was my last weekly nudge; /portfolio has all of it to show to others.",
        roadmap=plan.roadmap.title,
    )


def weekly(
    plan: Plan,
    seen: Lately,
    state: State,
    tasks: tuple[Task, ...],
    offer: Suggestion | None,
    *,
    number: int,
    question: Markup | None,
    next_study: Markup | None = None,
) -> Markup:
    """Everything but what stands below; ``number`` chooses the wordings, ``next_study`` is when the next study time comes."""
    on = _on(plan, state, tasks, offer, number)
    when = below.next_study_time(next_study) if next_study and state is State.IDLE else None
    return lines(
        opening(plan, seen, state, number, tasks),
        _between(plan, seen, state, tasks, number),
        sentences(on, when) if when else on,
        question,
    )


def _between(plan: Plan, seen: Lately, state: State, tasks: tuple[Task, ...], number: int) -> Markup | None:
    """What became of what was meant, and where the plan stands, as far as either is to be said."""
    wish = seen.wish if seen.wish and seen.since <= seen.wish.day < plan.today else None
    said = below.wished(plan, wish, tasks, number) if wish and state not in {State.STUCK, State.SILENT} else None
    urges = state is not State.IDLE and number % 2 == 0  # who is to begin small is not asked for much, nobody each time
    has_study = state is not State.IDLE
    stands = (
        below.stands(plan, seen, tasks, number, urges=urges, has_study=has_study)
        if state in below.WITH_STANDING
        else None
    )
    return sentences(said, stands, _at_stake(plan, number) if state in KEEPING else None) or None


def _at_stake(plan: Plan, number: int) -> Markup | None:
    """What a streak with a goal takes, before its week is over."""
    if not plan.progress.goals:
        return None
    sunday = monday(plan.today) + timedelta(days=6)
    return streaks.ends_unless(streak(plan.progress, plan.today), sunday, plan.today, number)


def _on(plan: Plan, state: State, tasks: tuple[Task, ...], offer: Suggestion | None, number: int) -> Markup | None:
    if state is State.NEARLY:
        return below.after_it(tasks[0].topic, number)
    if offer:
        return below.to_begin(plan, offer, number)
    return below.on(plan, tasks[0], number) if tasks else None
