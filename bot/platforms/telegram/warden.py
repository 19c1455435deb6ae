"""Who may manage a group, asked of Telegram each time, with a short memory; and what the bot itself may do there."""

import structlog
import telegram
from telegram import (
    ChatFullInfo,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
    ChatPermissions,
)
from telegram.error import TelegramError

from bot.chat.platform import Place, Right, Speaker
from bot.chat.rights_seen import MOST_REMEMBERED, RightsSeen
from bot.clock import Clock
from bot.send_errors import Ability

UNSAID = (TelegramError, TypeError, RuntimeError)
"""The latter are the library's: for a member of whom an older server does not say all that it wants to know, and until it knows who the bot is."""

NONE: frozenset[Right] = frozenset()
ALL = frozenset(Right)

log = structlog.get_logger()


class Warden:
    """See bot.chat.platform.Warden. What Telegram could not say is not remembered; of ``most`` people in their groups the
    one asked about longest ago is forgotten first."""

    def __init__(self, bot: telegram.Bot, clock: Clock, most: int = MOST_REMEMBERED) -> None:
        self._bot, self._clock, self._seen = bot, clock, RightsSeen(clock, most)

    async def __call__(self, speaker: Speaker, place: Place) -> frozenset[Right] | None:
        """What the speaker may do in the group, and nothing in a direct chat; None where Telegram does not say."""
        if place.direct:
            return NONE
        rights, now = self._seen.of(speaker, place), self._clock()
        if rights is not None:
            return rights
        try:
            rights = _rights(await self._bot.get_chat_member(int(place.chat_id), int(speaker.user_id)))
        except UNSAID as error:
            log.warning("telegram.rights_unknown", chat_id=place.chat_id, error=type(error).__name__)
            return None
        self._seen.note(speaker, place, rights, now)
        return rights

    def tidy(self) -> None:
        """See bot.chat.platform.Warden."""
        self._seen.tidy()

    async def own(self, place: Place) -> frozenset[Ability] | None:
        """What the bot may do in the group: as an admin what it was given, else what everybody there may. None where Telegram does
        not say."""
        chat_id = int(place.chat_id)
        try:
            member = await self._bot.get_chat_member(chat_id, self._bot.id)
            chat = await self._bot.get_chat(chat_id)
        except UNSAID as error:
            log.warning("telegram.abilities_unknown", chat_id=place.chat_id, error=type(error).__name__)
            return None
        return abilities(member, chat)


def abilities(member: ChatMember, chat: ChatFullInfo) -> frozenset[Ability]:
    """What a member of a chat may do."""
    match member:
        case ChatMemberOwner():
            return frozenset(Ability)
        case ChatMemberAdministrator():
            pins, manages = bool(member.can_pin_messages), bool(member.can_manage_topics)
            return _able(writes=True, pins=pins, manages=manages)
        case ChatMemberRestricted() if member.is_member:
            return _able(writes=member.can_send_messages, pins=member.can_pin_messages)
        case ChatMemberMember():
            free = chat.permissions or ChatPermissions.no_permissions()
            return _able(writes=bool(free.can_send_messages), pins=bool(free.can_pin_messages))
    return frozenset()


def _able(*, writes: bool, pins: bool, manages: bool = False) -> frozenset[Ability]:
    """Everybody in the chat sees it. Whether a topic is closed is not said, but somebody spoke in it just now. A bot opens topics
    as an admin alone."""
    may = {
        Ability.SEE: True,
        Ability.WRITE: writes,
        Ability.WRITE_IN_THREADS: writes,
        Ability.WRITE_IN_CLOSED: writes,
        Ability.PIN: pins,
        Ability.OPEN_ROOMS: manages,
    }
    return frozenset(ability for ability, is_given in may.items() if is_given)


def _rights(member: ChatMember) -> frozenset[Right]:
    """Telegram gives can_manage_chat with any other right of an admin."""
    match member:
        case ChatMemberOwner() | ChatMemberAdministrator(can_manage_chat=True):
            return ALL
    return NONE
