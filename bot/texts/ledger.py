"""The ledger as a learner sees it: of each nudge what it was, what became of it, and why."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.reasons import Reason
from bot.texts.phrases import moment, shortened
from bot.texts.sentence import plain, say


def row(due: datetime, zone: ZoneInfo, today: date, *, kind: str, outcome: str, reason: str) -> Markup:
    """One nudge of the past. What is stored in words that are known no more is shown as it was stored."""
    values = {
        "moment": moment(due, zone, today, is_ahead=False),
        "kind": _word(KINDS, kind),
        "outcome": _word(OUTCOMES, outcome),
    }
    if not reason:
        return say("{moment}: {kind}, {outcome}", **values)
    return say("{moment}: {kind}, {outcome} ({reason})", **values, reason=_reason(reason))


def _reason(stored: str) -> str:
    """A reason, with the platform's number where it has one."""
    reason, _, number = stored.removesuffix(")").partition(" (")
    if number and reason in REASONS:
        return plain("{reason}, {number}", reason=_word(REASONS, reason), number=number)
    return _word(REASONS, stored)


def _word(words: Mapping[str, str], stored: str) -> str:
    return plain(words[stored]) if stored in words else shortened(stored)


KINDS = {
    "weekly": "weekly",
    "snooze": "snooze",
    "partners": "partners",
    "promised": "promised",
    "promise": "promise",
    "outcome": "outcome",
    "silence": "silence",
    "rematch": "rematch",
    "let go": "let go",
    "left alone": "left alone",
    "kind word": "kind word",
    "study time": "study time",
    "announcement": "announcement",
}
"""What is sent to learners, by the kind of its row; alerts are not shown."""

OUTCOMES = {"sent": "sent", "failed": "failed", "skipped": "skipped", "unreachable": "unreachable"}
"""By the state of a row that is under way no more."""

REASONS: dict[str, str] = {
    Reason.NOT_TRIED: "not tried",
    Reason.TOO_LATE: "too late",
    Reason.NO_ROADMAP: "no roadmap",
    Reason.NUDGES_OFF: "nudges are off",
    Reason.PAUSED: "paused",
    Reason.ALL_DONE: "everything is done",
    Reason.CALLED_OFF: "called off",
    Reason.OVER_BUDGET: "over the weekly budget",
    Reason.CARRIED: "told with the next nudge",
    Reason.NO_PARTNER: "no partner",
    Reason.NO_PROMISE: "no promise",
    Reason.NOT_SEEN: "not part of it any more",
    Reason.LEADS_NO_MORE: "whoever it was from leads no more",
    Reason.ANSWERED: "answered",
    Reason.SILENCE_OVER: "silence is over",
    Reason.STUDIED: "studied already",
    Reason.NOT_SET: "not set any more",
    Reason.ASKED: "waits for an answer",
    Reason.STUDY_TIME_WAITS: "a study time waits for an answer",
    Reason.ONCE_A_MONTH: "once a month while nothing is told",
    Reason.UNTIL_THEY_WRITE: "quiet until you write",
    Reason.BLOCKED_HERE: "blocked by whoever runs this bot",
    Reason.NO_ANNOUNCEMENTS: "announcements are off",
    Reason.SENT_DONE: "all of it done",
    Reason.SENT_SILENT: "three weeks without study",
    Reason.SENT_STUCK: "two weeks without study",
    Reason.SENT_IDLE: "a week without study",
    Reason.SENT_FRESH: "nothing told yet",
    Reason.SENT_NEARLY: "a topic nearly done",
    Reason.SENT_AHEAD: "ahead",
    Reason.SENT_STUDIED: "studied",
    Reason.MUTED: "whoever it was from is muted in the group",
    Reason.QUIET_HOURS: "quiet hours",
    Reason.CHAT_MOVED: "chat moved",
    Reason.STOPPING: "stopping",
    Reason.FLOOD_LIMIT: "flood limit",
    Reason.TOO_FAST: "opens direct chats too fast",
    Reason.HELD_BACK: "held back by Discord",
    Reason.NO_CONNECTION: "no connection",
    Reason.ANSWER_LOST: "answer lost",
    Reason.AT_TELEGRAM: "fault at Telegram",
    Reason.AT_DISCORD: "fault at Discord",
    Reason.TOKEN_REFUSED: "token refused",
    Reason.FORBIDDEN: "forbidden",
    Reason.BLOCKED: "blocked by the account",
    Reason.NEVER_STARTED: "never started by the account",
    Reason.DEACTIVATED: "account deactivated",
    Reason.ACCOUNT_GONE: "account gone",
    Reason.CHAT_NOT_FOUND: "chat not found",
    Reason.TAKES_NO_DIRECT: "takes no direct messages",
    Reason.SHARES_NO_SERVER: "shares no server",
    Reason.NOTHING_TO_SEND: "nothing to send",
    Reason.REFUSED: "refused",
    Reason.MARKUP_REFUSED: "markup refused",
    Reason.BUTTONS_REFUSED: "buttons refused",
    Reason.PICTURE_REFUSED: "picture refused",
    Reason.TEXT_TOO_LONG: "text too long",
    Reason.CAPTION_TOO_LONG: "caption too long",
    Reason.FILE_TOO_LARGE: "file too large",
}
"""Those that a row of a learner may have."""
