"""Why a row of the ledger was not sent, or not yet. What is stored is the value, ``bot.texts.ledger`` words it."""

from enum import StrEnum


class Reason(StrEnum):
    """A value is stored, logged and printed for the person who runs the bot, and never changed: older rows have it.

    Two stored reasons are none of these: the class of an error of ours, and REFUSED with the platform's number.
    """

    # nobody to tell, or nothing that is still to be told
    NOT_TRIED = "not tried"
    TOO_LATE = "too late"
    NO_ROADMAP = "no roadmap"
    NUDGES_OFF = "nudges are off"
    PAUSED = "paused"
    ALL_DONE = "everything is done"
    CALLED_OFF = "called off"
    OVER_BUDGET = "over the weekly budget"
    CARRIED = "told with the next nudge"
    NO_PARTNER = "no partner"
    NO_PROMISE = "no promise"
    NOT_SEEN = "not seen any more"
    LEADS_NO_MORE = "leads no more"
    ANSWERED = "answered"
    SILENCE_OVER = "silence is over"
    STUDIED = "studied already"
    NOT_SET = "not set any more"
    ASKED = "waits for an answer"
    STUDY_TIME_WAITS = "a study time waits for an answer"
    ONCE_A_MONTH = "once a month while nothing is told"
    UNTIL_THEY_WRITE = "quiet until they write"

    BLOCKED_HERE = "blocked by an operator"
    NO_ANNOUNCEMENTS = "announcements are off"

    # what a nudge that was sent goes by
    SENT_DONE = "all of it done"
    SENT_SILENT = "three weeks without study"
    SENT_STUCK = "two weeks without study"
    SENT_IDLE = "a week without study"
    SENT_FRESH = "nothing told yet"
    SENT_NEARLY = "a topic nearly done"
    SENT_AHEAD = "ahead"
    SENT_STUDIED = "studied"

    # in a group
    LAST_CALL = "asked for the last time"
    GROUP_GONE = "group gone"
    BOARD_OFF = "the board is off"
    ROOMS_OFF = "rooms are off"
    NOTHING_NEW = "nothing new"
    MORE_LEFT = "more is left"
    QUIET_WEEK = "a quiet week"
    STARTED_ALREADY = "started already"
    SETTLED_ALREADY = "settled already"
    NOBODY_STAYED = "nobody stayed"
    NOBODY_IN = "nobody is in"
    NOT_IN = "not in"
    NOT_YET = "not yet"
    NOBODY_TO_THANK = "nobody to thank"
    NOTHING_TO_PIN = "nothing to pin"
    NOTHING_STANDS = "nothing stands"
    NO_ROOM = "no room"
    NO_ROOM_TO_OPEN = "no room to open"
    ROOM_GONE = "room gone"
    THREAD_GONE = "thread gone"
    MESSAGE_GONE = "message gone"
    CHAT_MOVED = "chat moved"
    LACKS_PIN = "lacks the right: pin"
    LACKS_ROOMS = "lacks the right: open rooms"
    LACKS_EVENTS = "lacks the right: plan events"
    LACKS_SEE = "lacks the right: see the chat"
    LACKS_WRITE = "lacks the right: write"
    LACKS_THREADS = "lacks the right: write in threads"
    LACKS_CLOSED = "lacks the right: write in closed threads"
    TOLD_LATER = "told by a later one"
    ASKED_BY_NOW = "asked by now"
    HIDDEN = "hidden by an admin"
    MUTED = "muted by an admin"
    TAKES_POSTS = "the group takes posts again"

    # waiting
    QUIET_HOURS = "quiet hours"
    STOPPING = "stopping"
    GROUP_REFUSES = "the group takes no posts now"
    POST_UNDER_WAY = "its post is under way"
    FLOOD_LIMIT = "flood limit"
    TOO_FAST = "opens direct chats too fast"
    HELD_BACK = "held back by Discord"
    EDITED_TOO_OFTEN = "edited too often"
    NO_CONNECTION = "no connection"
    ANSWER_LOST = "answer lost"
    AT_TELEGRAM = "fault at Telegram"
    AT_DISCORD = "fault at Discord"
    TOKEN_REFUSED = "token refused"  # noqa: S105 - no password

    # the platform will not take it, or not to there
    FORBIDDEN = "forbidden"
    BLOCKED = "blocked by the account"
    NEVER_STARTED = "never started by the account"
    DEACTIVATED = "account deactivated"
    ACCOUNT_GONE = "account gone"
    CHAT_NOT_FOUND = "chat not found"
    TAKES_NO_DIRECT = "takes no direct messages"
    SHARES_NO_SERVER = "shares no server"
    REMOVED = "removed from the group"
    GROUP_DELETED = "group deleted"
    CHANNEL_GONE = "channel gone"
    MAY_NOT_WRITE = "may not write"
    MAY_NOT_WRITE_THERE = "may not write there"
    NOTHING_TO_SEND = "nothing to send"
    REFUSED = "refused"
    MARKUP_REFUSED = "markup refused"
    BUTTONS_REFUSED = "buttons refused"
    PICTURE_REFUSED = "picture refused"
    TEXT_TOO_LONG = "text too long"
    CAPTION_TOO_LONG = "caption too long"
    FILE_TOO_LARGE = "file too large"

    def numbered(self, number: int) -> str:
        """The reason with the platform's own number for it."""
        return f"{self} ({number})"


PASSING = frozenset(
    {
        Reason.GROUP_REFUSES,
        Reason.LACKS_SEE,
        Reason.LACKS_WRITE,
        Reason.LACKS_THREADS,
        Reason.LACKS_CLOSED,
        Reason.LACKS_PIN,
        Reason.LACKS_ROOMS,
    }
)
"""What an admin of a group can mend: it is tried again for a week."""
