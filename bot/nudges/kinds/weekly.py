"""The weekly nudge, and a snoozed one: what was done since the last, and the state that leaves, with the notes that wait for it."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.chat.reply import Button, Reply, Style
from bot.nudges.asks import Ask, Asking, ask
from bot.nudges.errands import Errand
from bot.nudges.hush import Quiet, months_left
from bot.nudges.kinds.scenes import ToLearner
from bot.nudges.kinds.study_time import about_line, is_unanswered, renewal
from bot.reasons import Reason
from bot.said.lines import line_of
from bot.said.readings import CHECKIN
from bot.said.values import Call
from bot.store import Hush, NudgeKind, Outcome, Store
from bot.store.values import NEWS
from bot.texts import labels, nudge_labels, nudge_lines, partner
from bot.texts import nudge as texts
from bot.texts.news import news
from bot.texts.phrases import moment, paragraphs
from roadmap.group.budget import taken_along
from roadmap.lately import State, lately, state_of
from roadmap.overview import is_long
from roadmap.today import today
from roadmap.value import value

MOST_ANSWERS = 3
"""Beside which there is room for all that every nudge has; five buttons are the most."""

LEAST = timedelta(days=6)
"""Between two nudges of which the later one goes by the earlier: what comes sooner says the same once more."""

WEEK = timedelta(days=7)

REASONS: Mapping[State, Reason] = {
    State.FINISHED: Reason.SENT_DONE,
    State.SILENT: Reason.SENT_SILENT,
    State.STUCK: Reason.SENT_STUCK,
    State.IDLE: Reason.SENT_IDLE,
    State.FRESH: Reason.SENT_FRESH,
    State.NEARLY: Reason.SENT_NEARLY,
    State.AHEAD: Reason.SENT_AHEAD,
    State.STUDIED: Reason.SENT_STUDIED,
}


async def compose(scene: ToLearner, notes: Sequence[Reply]) -> Errand | Outcome:
    """The nudge with the notes that it takes along; it gives way where a message at a study time waits already."""
    is_news = scene.contact.learner.news < NEWS
    asking = await asked_of(scene)
    if not notes and await _gives_way(scene, asking.state):
        return scene.skip(Reason.STUDY_TIME_WAITS)
    question = ask(asking)
    left = Left(
        scene.contact.account.id,
        scene.contact.learner.id,
        is_farewell=scene.plan.finished,
        along=tuple(one.id for one in scene.along),
        is_news=is_news,
        has_asked=question.is_quiet and not scene.plan.finished,
    )
    told = said(asking, question)
    others = nudge_lines.others([one.title for one in scene.others])
    nudge = taking_along(Reply(text=paragraphs(told.text, others), buttons=told.buttons), notes)
    reply = Reply(text=paragraphs(nudge.text, news()), buttons=nudge.buttons) if is_news else nudge
    return await scene.letter(reply, left, why=REASONS[asking.state], about=_about(asking, question))


def _about(asking: Asking, question: Ask) -> str:
    """What a reply to it is about, and what a yes to its question types."""
    if asking.plan.finished:
        return ""
    line = about_line(asking.tasks[0]) if asking.tasks else ""
    return f"{line}\n{question.yes}".rstrip()


async def _gives_way(scene: ToLearner, state: State) -> bool:
    """Whether it would be the second voice in a silence; after three weeks it asks whether to be quiet all the same."""
    may = scene.nudge.kind is NudgeKind.WEEKLY and state in {State.IDLE, State.STUCK}
    return may and await is_unanswered(scene)


@value
class Left:
    """A nudge has left, perhaps the last one, and with it the notes of these rows, and perhaps what is new; or the question
    whether to be quiet."""

    account_id: int
    learner_id: int
    is_farewell: bool = False
    along: tuple[int, ...] = ()
    is_news: bool = False
    has_asked: bool = False

    async def keep(self, store: Store, _made: str, now: datetime) -> None:
        if self.is_farewell:
            await store.learners.bid_farewell(self.account_id, now)
        if self.is_news:
            await store.learners.told_news([self.account_id])
        if self.has_asked:
            await store.learners.change(self.learner_id, hush=Hush.ASKED.value, hushed_at=now)
        if self.along:
            await store.ledger.carried(self.along)


async def asked_of(scene: ToLearner) -> Asking:
    """What the nudge is composed from. A plan of very many topics takes a while, and so does what goes on of it: others have
    their turn between."""
    plan, learner = scene.plan, scene.contact.learner
    takes_long = is_long(plan.roadmap)
    if takes_long:
        await asyncio.sleep(0)
    tasks = () if plan.finished else today(plan).tasks
    if takes_long:
        await asyncio.sleep(0)
    seen = lately(plan, scene.events, _since(scene))
    quiet = Quiet(learner, plan.progress, scene.before, learner.zone_or(scene.default_zone))
    return Asking(
        plan=plan,
        events=scene.events,
        seen=seen,
        state=state_of(plan, seen, tasks),
        tasks=tasks,
        offer=None if any(task.step or not task.steps for task in tasks) else plan.suggestion,
        number=scene.before.number,
        rhythm=learner.rhythm,
        may_be_quiet=not quiet.holds(scene.now),
        may_look_back=scene.nudge.kind is NudgeKind.WEEKLY,
        months_left=months_left(quiet, scene.now),
        same_times=renewal(scene) if scene.nudge.kind is NudgeKind.WEEKLY else None,
        next_study=moment(learner.next_study_at, quiet.zone, plan.today) if learner.next_study_at else None,
    )


def _since(scene: ToLearner) -> date:
    """The day of the last nudge; where that was only just, or there was none, a week ago; not before the plan began."""
    plan, last = scene.plan, scene.before.last
    zone = scene.contact.learner.zone_or(scene.default_zone)
    day = last.astimezone(zone).date() if last and scene.now - last > LEAST else plan.today - WEEK
    return min(max(day, plan.progress.enrolled), plan.today)


def said(asking: Asking, question: Ask) -> Reply:
    """What a nudge says of a plan as it stands today, and which buttons it carries."""
    plan = asking.plan
    if plan.finished:
        kept = (Button(nudge_labels.portfolio(), "/portfolio"), Button(nudge_labels.export(), "/export"))
        return Reply(text=texts.all_done(plan), buttons=kept)
    text = texts.weekly(
        plan,
        asking.seen,
        asking.state,
        asking.tasks,
        asking.offer,
        number=asking.number,
        question=question.text,
        next_study=asking.next_study,
    )
    return Reply(text=text, buttons=(*question.buttons, _studied(asking), *_more(question)))


def _studied(asking: Asking) -> Button:
    line = line_of(Call(CHECKIN, (asking.tasks[0].topic,))) if asking.tasks else "/checkin"
    return Button(labels.studied(), line, Style.MAIN)


def _more(question: Ask) -> tuple[Button, ...]:
    """What is wanted seldom, behind one button; not beside four answers."""
    return (Button(nudge_labels.more(), "/nudges more"),) if len(question.buttons) <= MOST_ANSWERS else ()


def taking_along(nudge: Reply, notes: Sequence[Reply]) -> Reply:
    """The nudge with the notes that were too many for their week, and their buttons."""
    if not notes:
        return nudge
    along = partner.carried_over(taken_along([note.text for note in notes]))
    buttons = tuple(button for note in taken_along(notes).notes for button in note.buttons)
    return Reply(text=paragraphs(nudge.text, along), buttons=(*nudge.buttons, *buttons))
