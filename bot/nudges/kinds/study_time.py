"""A study time has come: what is to be done now; or a question about the time itself, and then silence until it is answered."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat.reply import Button, Reply, Style
from bot.chat.reply import asking as question
from bot.nudges.errands import Errand
from bot.nudges.kinds.scenes import ToLearner
from bot.nudges.study_times import set_for
from bot.reasons import Reason
from bot.said.lines import line_of
from bot.said.readings import CHECKIN
from bot.said.values import Call
from bot.store import NudgeKind, Outcome, Store
from bot.texts import study_time_labels as labels
from bot.texts import study_times as texts
from roadmap.lately import LONG_SILENCE
from roadmap.model import Topic
from roadmap.names import reference
from roadmap.study_times import (
    IN_A_ROW,
    WEEKS_WITHOUT,
    Asking,
    StudyTime,
    StudyTimes,
    answered_by,
    asking,
    is_to_be_renewed,
    stamp,
)
from roadmap.today import Task, task_for

WEEK = timedelta(days=7)
NEVER = datetime.min.replace(tzinfo=UTC)


async def compose(scene: ToLearner) -> Errand | Outcome:
    """The reminder, or the question."""
    times = scene.contact.learner.study
    one = set_for(times, scene.nudge.first_due_at, _zone(scene), scene.nudge.subject) if times and times.on else None
    if times is None or one is None:
        return scene.skip(Reason.NOT_SET)
    if scene.contact.learner.study_asked_at:
        return scene.skip(Reason.ASKED)
    match await _asking(scene, times):
        case Asking.STILL_GOOD:
            return await scene.letter(_still_good(scene), Asked(scene.contact.account.id))
        case Asking.STILL_NEEDED:
            return await scene.letter(_still_needed(), Asked(scene.contact.account.id))
    if scene.plan.today in scene.plan.progress.study_days and not times.always:
        return scene.skip(Reason.STUDIED)
    task = task_for(scene.plan, one.topic)
    if task is None:
        return scene.skip(Reason.ALL_DONE)
    return await scene.letter(_reminder(scene, one, task), about=about_line(task, one.minutes))


async def _asking(scene: ToLearner, times: StudyTimes) -> Asking:
    learner, zone = scene.contact.learner, _zone(scene)
    sent = await scene.store.ledger.last_sent(learner.id, NudgeKind.STUDY_TIME, IN_A_ROW)
    answered = learner.study_answered_at or NEVER
    return asking(
        times,
        [moment.astimezone(zone).date() for moment in sent],
        answered=answered.astimezone(zone).date() if learner.study_answered_at else date.min,
        unanswered=answered_by(sent, answered),
        study_days=scene.plan.progress.study_days,
        today=scene.plan.today,
    )


def _zone(scene: ToLearner) -> ZoneInfo:
    return scene.contact.learner.zone_or(scene.default_zone)


def _reminder(scene: ToLearner, one: StudyTime, task: Task) -> Reply:
    local = scene.nudge.first_due_at.astimezone(_zone(scene))
    this = stamp(local.date(), one.at)
    buttons = (
        Button(labels.start(), start_line(one.minutes, task.topic), Style.MAIN),
        Button(labels.did_it(), did_line(task, one.minutes)),
        Button(labels.later_today(), f"/times later {this}"),
        Button(labels.skip(), f"/times pass {this}"),
    )
    return Reply(text=texts.reminder(scene.plan, task, local, one.minutes), buttons=buttons)


def start_line(minutes: int | None, topic: Topic) -> str:
    """What ▶ types: a focus of these minutes, or as long as the last one where none are set."""
    return f"/times start {minutes or 0} {reference(topic)}"


def about_line(task: Task, minutes: int | None = None) -> str:
    """What was to be done, as a check-in of it: what a reply is about."""
    return line_of(Call(CHECKIN, (task.topic,), steps=(task.step,) if task.step else (), minutes=minutes))


def did_line(task: Task, minutes: int | None) -> str:
    """What ☑ types: the step is done; where there is none, it was studied."""
    if task.step:
        return f"/today did {reference(task.topic)} {task.step.slug}"
    return line_of(Call(CHECKIN, (task.topic,), minutes=minutes))


def _still_good(scene: ToLearner) -> Reply:
    local = scene.nudge.first_due_at.astimezone(_zone(scene))
    buttons = question(
        Button(labels.keep(), "/times keep"),
        Button(labels.move(), "/times change"),
        Button(labels.only_weekly(), "/times off"),
    )
    return Reply(text=texts.still_good(local), buttons=buttons)


def _still_needed() -> Reply:
    buttons = question(Button(labels.keep(), "/times needed"), Button(labels.only_weekly(), "/times off"))
    return Reply(text=texts.still_needed(WEEKS_WITHOUT), buttons=buttons)


def renewal(scene: ToLearner) -> Reply | None:
    """What a weekly nudge asks about the study times: whether they hold for another week; None where there is nothing to ask."""
    learner = scene.contact.learner
    answered = learner.study_answered_at.astimezone(_zone(scene)).date() if learner.study_answered_at else date.min
    waits = learner.study_asked_at is not None
    if not is_to_be_renewed(learner.study, waits=waits, answered=answered, today=scene.plan.today):
        return None
    buttons = (Button(labels.yes(), "/times keep", Style.MAIN), Button(labels.change(), "/times change"))
    return Reply(text=texts.same_again(scene.before.number), buttons=buttons)


async def is_unanswered(scene: ToLearner) -> bool:
    """Whether the last message at a study time waits for a press or a study day, for less than three weeks."""
    learner, zone, today = scene.contact.learner, _zone(scene), scene.plan.today
    sent = await scene.store.ledger.last_sent(learner.id, NudgeKind.STUDY_TIME, 1) if learner.study else ()
    if not sent or sent[0] <= (learner.study_answered_at or NEVER):
        return False
    day = sent[0].astimezone(zone).date()
    return today - day < LONG_SILENCE * WEEK and not any(one >= day for one in scene.plan.progress.study_days)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question has left: nothing more comes before it is answered."""

    account_id: int

    async def keep(self, store: Store, _made: str, now: datetime) -> None:
        await store.learners.asked_about_study_times(self.account_id, now)
