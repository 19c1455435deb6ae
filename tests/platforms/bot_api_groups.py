"""What becomes of groups on the Bot API server: who is in them, where they moved, which of their topics are closed."""

from datetime import UTC, datetime
from math import ceil
from time import monotonic
from typing import Any

from tests.platforms.bot_api_script import BotMessage, Json

GENERAL = 1
"""The general topic of a forum: sent as a thread it is refused."""

MOST_A_MINUTE = 20
"""Messages that a group takes."""

STANDINGS: dict[str, Json] = {"member": {}, "left": {}, "creator": {"is_anonymous": False}, "kicked": {"until_date": 0}}
RIGHTS = [
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members",
    "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories",
]
FREEDOMS = [
    "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes",
    "can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews can_change_info",
    "can_invite_users can_pin_messages can_manage_topics can_edit_tag can_react_to_messages",
]


class Refused(Exception):
    """The server answers a call with an error."""

    def __init__(self, status: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters or {}


def member(user: Json, status: str, **more: Any) -> Json:
    """A ChatMember as Telegram words it; ``more`` are further fields."""
    own = STANDINGS.get(status, {})
    if status == "administrator":
        own = dict.fromkeys(" ".join(RIGHTS).split(), False) | {"can_manage_chat": True}
    if status == "restricted":
        own = dict.fromkeys(" ".join(FREEDOMS).split(), False) | {"is_member": True, "until_date": 0}
    return {"user": user, "status": status} | own | more


class Groups:
    """The part of a Bot API server that knows groups; what it needs of the rest is declared here."""

    moved: dict[int, int]
    statuses: dict[tuple[int, int], tuple[str, Json]]
    unwelcome: set[int]
    denied: dict[int, set[str]]
    minute: float | None
    delivered: dict[int, list[float]]
    limited: list[int]
    topics: dict[int, str]
    closed: set[int]
    deleted: set[int]
    messages: list[BotMessage]
    pinned: list[tuple[int, int]]
    lines: list[tuple[int, int]]
    too_old: set[int]

    def _message(self, user_id: int, chat_id: int, chat_type: str, date: datetime) -> Json:
        raise NotImplementedError

    def _me(self) -> Json:
        raise NotImplementedError

    def _bring(self, kind: str, content: Json) -> None:
        raise NotImplementedError

    # What people do.

    def change_bot(self, chat_id: int, old: str, new: str, *, chat_type: str, by: int, at: datetime) -> None:
        """Somebody changes what the bot is in a chat; in a direct chat, blocks it or lets it in."""
        self._bring("my_chat_member", self._change(self._me(), chat_id, old, new, chat_type, by, at))

    def change_member(
        self, user_id: int, chat_id: int, old: str, new: str, *, chat_type: str, at: datetime, **more: Any
    ) -> None:
        """Somebody's standing in a group changes; a bot hears it as an admin only."""
        person = self._message(user_id, chat_id, chat_type, at)["from"]
        self._bring("chat_member", self._change(person, chat_id, old, new, chat_type, user_id, at, **more))

    def leave(self, user_id: int, chat_id: int, *, chat_type: str, at: datetime, who: Json | None = None) -> None:
        """Somebody, or ``who`` they throw out, leaves a group."""
        message = self._message(user_id, chat_id, chat_type, at)
        self._bring("message", message | {"left_chat_member": who or message["from"]})

    def migrate(self, chat_id: int, to: int, *, by: int, at: datetime) -> None:
        """A group becomes a supergroup: both chats say so, and the old one takes nothing any more."""
        self.moved[chat_id] = to
        self._bring("message", self._message(by, chat_id, "group", at) | {"migrate_to_chat_id": to})
        self._bring("message", self._message(by, to, "supergroup", at) | {"migrate_from_chat_id": chat_id})

    def _change(
        self, user: Json, chat_id: int, old: str, new: str, chat_type: str, by: int, at: datetime, **more: Any
    ) -> Json:
        told = self._message(by, chat_id, chat_type, at)
        standing = {"old_chat_member": member(user, old), "new_chat_member": member(user, new, **more)}
        return {"chat": told["chat"], "from": told["from"], "date": told["date"]} | standing

    # What the server says.

    def _check_chat(self, params: Json) -> None:
        """Raises Refused where nothing can be done in a chat, or in a thread of it."""
        chat_id, thread = params.get("chat_id"), params.get("message_thread_id")
        if chat_id in self.moved:
            to = {"migrate_to_chat_id": self.moved[chat_id]}
            raise Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", to)
        if chat_id in self.unwelcome:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
        if thread == GENERAL or thread in self.deleted:
            raise Refused(400, "Bad Request: message thread not found")
        if thread in self.closed:
            raise Refused(400, "Bad Request: TOPIC_CLOSED")

    def _check_flood(self, chat_id: int) -> None:
        """Raises Refused for what a group is sent beyond twenty messages in any minute, where ``minute`` says how many seconds that
        is; the chats where it happened are ``limited``."""
        if self.minute is None or chat_id > 0:
            return
        now, delivered = monotonic(), self.delivered[chat_id]
        lately = [at for at in delivered if at > now - self.minute]
        if len(lately) >= MOST_A_MINUTE:
            self.limited.append(chat_id)
            seconds = ceil(lately[0] + self.minute - now)
            description = f"Too Many Requests: retry after {seconds}"
            raise Refused(429, description, {"retry_after": seconds})
        delivered.append(now)

    def _check_rights(self, method: str, params: Json) -> None:
        """Raises Refused for what members may not do in a chat, of whom the bot is one."""
        chat_id = params.get("chat_id") or 0
        lacking, (standing, _) = (
            self.denied.get(chat_id, set()),
            self.statuses.get((chat_id, self._me()["id"]), ("", {})),
        )
        if standing == "kicked" and method == "sendMessage":
            raise Refused(403, "Forbidden: bot was kicked from the supergroup chat")
        if method == "sendMessage" and "can_send_messages" in lacking:
            raise Refused(400, "Bad Request: not enough rights to send text messages to the chat")
        if method == "pinChatMessage" and "can_pin_messages" in lacking:
            raise Refused(400, "Bad Request: not enough rights to manage pinned messages in the chat")

    def _chat(self, params: Json) -> Json:
        """The answer to getChat: what members may do."""
        chat_id = params["chat_id"]
        free = dict.fromkeys(" ".join(FREEDOMS).split(), True) | dict.fromkeys(self.denied.get(chat_id, ()), False)
        gifts = dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        )
        about = {
            "id": chat_id,
            "type": "supergroup",
            "title": "The Owls",
            "accent_color_id": 0,
            "max_reaction_count": 3,
        }
        return about | {"permissions": free, "accepted_gift_types": gifts}

    def _change_standing(self, method: str, params: Json) -> bool:
        """A message is pinned, which a line tells of, or pinned no longer, or deleted; of ``lines`` any, of others none
        that is ``too_old``."""
        place = (params["chat_id"], params["message_id"])
        stands = any((each.chat_id, each.message_id) == place for each in self.messages)
        match method:
            case "deleteMessage" if place in self.lines:
                self.lines.remove(place)
            case "deleteMessage" if not stands:
                raise Refused(400, "Bad Request: message to delete not found")
            case "deleteMessage" if place[1] in self.too_old:
                raise Refused(400, "Bad Request: message can't be deleted for everyone")
            case "deleteMessage":
                self.messages[:] = [each for each in self.messages if (each.chat_id, each.message_id) != place]
            case "pinChatMessage" if stands:
                self.pinned.append(place)
                self._tell_of_pin(*place)
            case "unpinChatMessage" if place in self.pinned:
                self.pinned.remove(place)
            case _:
                raise Refused(400, f"Bad Request: message to {method.removesuffix('ChatMessage')} not found")
        return True

    def _tell_of_pin(self, chat_id: int, message_id: int) -> None:
        """Of its own pins a bot hears, as of no other of its messages."""
        line = self._message(0, chat_id, "supergroup", datetime.fromtimestamp(0, UTC)) | {"from": self._me()}
        pinned = line | {"message_id": message_id, "text": "pinned", "date": 1}
        self.lines.append((chat_id, line["message_id"]))
        self._bring("message", line | {"pinned_message": pinned})

    def _standing(self, params: Json) -> Json:
        """The answer to getChatMember."""
        found = self.statuses.get((params["chat_id"], params["user_id"]))
        if found is None:
            raise Refused(400, "Bad Request: member not found")
        status, more = found
        person = {"id": params["user_id"], "is_bot": False, "first_name": "Somebody"}
        return member(person, status, **more)

    def _open(self, name: str) -> Json:
        """Threads have numbers of the messages that open them, which no bot of the tests sees."""
        thread = 1000 + len(self.topics)
        self.topics[thread] = name
        return {"message_thread_id": thread, "name": name, "icon_color": 7322096}
