"""What a group means to do together, how far it is, and that it did it."""

from datetime import date, timedelta

from markupsafe import Markup

from bot.texts.phrases import day, lines, number, whole_month
from bot.texts.sentence import counted, plain, say
from roadmap.group.common_goal import CommonGoal, Counts


def line(goal: CommonGoal, done: int, today: date) -> Markup:
    """The one line of board and digest."""
    values = {"done": _so_far(goal, done) if done < goal.amount else _more_than(goal, done)}
    if month := _month(goal, today):
        return say("🎯 Together in {month}: {done}.", month=month, **values)
    if goal.last_day and goal.first_day > today:
        first, last = day(goal.first_day, today), day(goal.last_day, today)
        return say("🎯 Together from {first} to {last}: {done}.", first=first, last=last, **values)
    if goal.last_day:
        return say("🎯 Together until {last}: {done}.", last=day(goal.last_day, today), **values)
    return say("🎯 Together: {done}.", **values)


def _month(goal: CommonGoal, today: date) -> str:
    """The month that a goal is for, where it is the whole of one."""
    first, last = goal.first_day, goal.last_day
    if last is None or first.day > 1 or (last.year, last.month) != (first.year, first.month):
        return ""
    if (last + timedelta(days=1)).day > 1:
        return ""
    return whole_month(first, today)


def _so_far(goal: CommonGoal, done: int) -> str:
    values = {"done": number(done), "amount": number(goal.amount)}
    if goal.counts is Counts.SESSIONS:
        return plain(
            counted(goal.amount, "{done} of {amount} sessions", one="{done} of {amount} session"),
            **values,
        )
    return plain(counted(goal.amount, "{done} of {amount} topics", one="{done} of {amount} topic"), **values)


def _more_than(goal: CommonGoal, done: int) -> str:
    return plain("{done}, and the goal was {amount} 🎉", done=amount(goal.counts, done), amount=number(goal.amount))


def amount(counts: Counts, many: int) -> str:
    """So many of what is counted."""
    if counts is Counts.SESSIONS:
        return plain(counted(many, "{count} sessions", one="{count} session"), count=number(many))
    return plain(counted(many, "{count} topics", one="{count} topic"), count=number(many))


def reached(goal: CommonGoal, today: date) -> Markup:
    """Posted once."""
    values = {"amount": amount(goal.counts, goal.amount)}
    if month := _month(goal, today):
        return say("🎉 You did it together: <b>{amount}</b> in {month}!", month=month, **values)
    return say("🎉 You did it together: <b>{amount}</b>!", **values)


def set_(shown: Markup) -> Markup:
    """A goal was set, or is read back."""
    return lines(
        shown, say("Board and digest show it. <code>/group goal off</code> ends it, and another one takes its place.")
    )


def none_set() -> Markup:
    return say(
        "This group has no common goal. Who manages it sets one: <code>/group goal 20 sessions in january</code>."
    )


def ended() -> Markup:
    return say("✔ The common goal has ended.")


def done_already(goal: CommonGoal, done: int, today: date) -> Markup:
    """More than that was done before it was set."""
    return lines(line(goal, done, today), say("That is done already, so I set nothing. Something bigger?"))
