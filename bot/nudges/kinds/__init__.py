"""What each kind of row says or does, one module a kind or a few that belong together; this is the table of them.

Their traits stand in ``bot.store.kinds``. A composer is called at the moment of sending, in the transaction that has
claimed the row, and asks the store for what is so by then.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.kinds import (
    abilities,
    announcement,
    board,
    common_goals,
    deletion,
    digest,
    erase,
    events,
    exported,
    figures,
    greeting,
    help_requests,
    help_stands,
    hurrah,
    incident,
    joined,
    kind_word,
    left_alone,
    let_go,
    level,
    linked,
    meetings,
    notice,
    offer,
    order,
    pairing,
    partners,
    pin,
    promises,
    rooms,
    rounds,
    silence,
    still_there,
    study_time,
    thanks,
    timers,
    weekly,
)
from bot.nudges.kinds.scenes import ToChat, ToGroup, ToLearner
from bot.reasons import Reason
from bot.store import NudgeKind, Outcome

NUDGES: Mapping[NudgeKind, Callable[[ToLearner, list[Reply]], Awaitable[Errand | Outcome]]] = {
    NudgeKind.WEEKLY: weekly.compose,
    NudgeKind.SNOOZE: weekly.compose,
}
"""To a learner, with the notes that were too many for their week."""

APPOINTMENTS: Mapping[NudgeKind, Callable[[ToLearner], Awaitable[Errand | Outcome]]] = {
    NudgeKind.STUDY_TIME: study_time.compose,
}
"""To a learner, at a moment of their own."""

NOTES: Mapping[NudgeKind, Callable[[ToLearner], Awaitable[Reply | Reason]]] = {
    NudgeKind.PARTNERS: partners.compose,
    NudgeKind.PROMISED: promises.promised,
    NudgeKind.PROMISE: promises.how_it_went,
    NudgeKind.OUTCOME: promises.outcome,
    NudgeKind.SILENCE: silence.gentle_note,
    NudgeKind.REMATCH: silence.rematch,
    NudgeKind.LET_GO: let_go.compose,
    NudgeKind.LEFT_ALONE: left_alone.compose,
    NudgeKind.KIND_WORD: kind_word.compose,
}
"""To a learner: a letter of its own, or a part of a nudge; or why there is nothing to say any more."""

ALERTS: Mapping[NudgeKind, Callable[[ToChat], Awaitable[Errand | Outcome]]] = {
    NudgeKind.LINKED: linked.linked,
    NudgeKind.UNLINKED: linked.unlinked,
    NudgeKind.EXPORTED: exported.compose,
    NudgeKind.DELETING: deletion.deleting,
    NudgeKind.CALLED_OFF: deletion.called_off,
    NudgeKind.LACKS: abilities.lacks,
    NudgeKind.CLOSED: abilities.closed,
    NudgeKind.HELP_STANDS: help_stands.compose,
    NudgeKind.OFFER: offer.compose,
    NudgeKind.LEVEL: level.compose,
    NudgeKind.ORDER: order.compose,
    NudgeKind.STILL_THERE: still_there.compose,
    NudgeKind.SUMMONS: meetings.summons,
    NudgeKind.FOCUS: timers.focus_over,
    NudgeKind.BREAK: timers.break_over,
    NudgeKind.INCIDENT: incident.compose,
}
"""To one chat of a learner."""

ANNOUNCEMENTS: Mapping[NudgeKind, Callable[[ToChat], Awaitable[Errand | Outcome]]] = {
    NudgeKind.ANNOUNCEMENT: announcement.compose,
}
"""To a learner, on a roadmap or not."""

DIRECT = {**ALERTS, **ANNOUNCEMENTS}

POSTS: Mapping[NudgeKind, Callable[[ToGroup], Awaitable[Errand | Outcome]]] = {
    NudgeKind.GREETING: greeting.compose,
    NudgeKind.JOINED: joined.compose,
    NudgeKind.DIGEST: digest.compose,
    NudgeKind.BOARD: board.compose,
    NudgeKind.HELP: help_requests.compose,
    NudgeKind.OFFERED: offer.in_the_group,
    NudgeKind.THANKS: thanks.compose,
    NudgeKind.HURRAH: hurrah.compose,
    NudgeKind.REACHED: common_goals.compose,
    NudgeKind.MEETING: meetings.compose,
    NudgeKind.ROUND: rounds.compose,
    NudgeKind.OPENING: rooms.opening,
    NudgeKind.NOTICE: notice.compose,
    NudgeKind.LEVELS: level.in_the_group,
}
"""Into a group."""

DEEDS: Mapping[NudgeKind, Callable[[ToGroup], Awaitable[Errand | Outcome]]] = {
    NudgeKind.ROOM: rooms.open_room,
    NudgeKind.PIN: pin.compose,
    NudgeKind.UNPIN: pin.unpin,
    NudgeKind.ERASE: erase.compose,
    NudgeKind.FIGURES: figures.compose,
    NudgeKind.EVENT: events.compose,
    NudgeKind.PAIRING: pairing.compose,
}
"""Done in a group without a word."""

IN_GROUPS = {**POSTS, **DEEDS}


async def compose(scene: ToLearner | ToChat | ToGroup) -> Errand | Outcome:
    """What is to be done for a row; or what becomes of it, where nothing is."""
    kind = scene.nudge.kind
    match scene:
        case ToLearner() if kind in NOTES:
            note = await NOTES[kind](scene)
            return scene.skip(note) if isinstance(note, Reason) else await scene.letter(note)
        case ToLearner() if kind in APPOINTMENTS:
            return await APPOINTMENTS[kind](scene)
        case ToLearner():
            notes = [await NOTES[one.kind](replace(scene, nudge=one)) for one in scene.along]
            return await NUDGES[kind](scene, [note for note in notes if isinstance(note, Reply)])
        case ToChat():
            return await DIRECT[kind](scene)
        case ToGroup():
            return scene.skip(Reason.HIDDEN) if scene.at_hand.is_hidden(scene.nudge) else await IN_GROUPS[kind](scene)
