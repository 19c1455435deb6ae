"""Study times as a learner has them, and how they are stored: with what was before, and what comes next set anew."""

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button
from bot.errors import Expired
from bot.nudges.arming import arm, study_time_to_come
from bot.store.study_times import stored_form
from bot.texts import labels
from bot.texts import study_times as texts
from roadmap.facts import Fact, Kind
from roadmap.study_times import StudyTimes

NONE = StudyTimes(on=False)


def times_of(context: Context) -> StudyTimes:
    """The speaker's study times; off and empty where there are none."""
    return context.enrolled()[0].learner.study or NONE


async def store(context: Context, new: StudyTimes) -> StudyTimes:
    """Keep them, with what was before; whatever was asked about them is answered."""
    was, before = context.enrolled()[0].learner, times_of(context)
    after = new.after(before)
    await context.change(study_times=stored_form(after), study_answered_at=context.now, study_asked_at=None)
    await _set_goal(context, after)
    await arm(context, was)
    return after


async def _set_goal(context: Context, times: StudyTimes) -> None:
    """The streak goes by as many days as have a study time, but where the learner set a number, or none, of their own."""
    goals, days = (await context.progress()).goals, len(times.weekdays) if times.on else 0
    last = goals[-1] if goals else None
    if (last is None or last.by_times) and ((last and last.days) or 0) != days:
        await context.append([Fact(kind=Kind.GOAL_SET, day=context.today, amount=days or None, known=True)])


async def answered(context: Context, **columns: object) -> None:
    """Something of them was pressed: they are of use, and come again if they waited for that."""
    was = context.enrolled()[0].learner
    await context.change(study_answered_at=context.now, study_asked_at=None, **columns)
    if was.study_asked_at or columns:
        await arm(context, was)


async def taken_back(context: Context, number: str) -> StudyTimes:
    """What was before the change of this number. Raises Expired where another one followed."""
    now = times_of(context)
    if now.before is None or number != str(now.changed):
        raise Expired
    return await store(context, now.before)


def undo(after: StudyTimes) -> Button:
    """Takes the change back that made them so, and no other."""
    return Button(labels.undo(), f"/times undo {after.changed}")


async def following(context: Context) -> Markup | None:
    """When the next one comes, in a sentence: behind a pause, where there is one."""
    return texts.next_is(await study_time_to_come(context), context.zone, context.today)
