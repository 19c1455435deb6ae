"""The Bot API's limits on what a bot sends: every fault of a call, in Telegram's own words where it has some."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_TOAST, LONGEST_DATA = 4096, 1024, 200, 64
LONGEST_TOPIC = 128
MOST_ENTITIES, MOST_BUTTONS, MOST_IN_ROW, MOST_COMMANDS = 100, 100, 8, 100
TAGS = {
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "span",
    "tg-spoiler",
    "a",
    "code",
    "pre",
    "blockquote",
    "tg-time",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


class Entities(HTMLParser):
    """Reads a text in Telegram's HTML style, strictly: the visible text, its tags, and what is wrong with it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.visible = ""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"can't find end tag corresponding to start tag {tag}" for tag in self._open]
        if len(self.tags) > MOST_ENTITIES:
            self.faults.append("too many entities")

    def see(self, text: str) -> None:
        """Some more visible text."""
        self.visible += text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"unsupported start tag {tag}")
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            if not self.links[-1]:
                self.faults.append("a link without an address")
        self.tags.append(tag)
        self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults.append(f"self-closing tag {tag}")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"unmatched end tag {tag}")

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self.faults.append("a bare <")
        self.see(data)

    def handle_entityref(self, name: str) -> None:
        if name not in NAMED:
            self.faults.append(f"unsupported named entity {name}")
        self.see(NAMED.get(name, ""))

    def handle_charref(self, name: str) -> None:
        self.see(chr(int(name[1:], 16) if name[0] in "xX" else int(name)))

    def handle_comment(self, data: str) -> None:
        self.faults.append("a comment")


def visible(text: str, params: dict[str, Any]) -> str:
    """What a learner sees of a text."""
    return Entities(text).visible if params.get("parse_mode") == "HTML" else text


def faults(method: str, params: dict[str, Any]) -> Iterator[str]:
    """What Telegram would not take of a call."""
    match method:
        case "sendMessage" | "editMessageText":
            yield from _text(str(params.get("text", "")), params, LONGEST_TEXT, "message is too long")
            if not visible(str(params.get("text", "")), params).strip():
                yield "message text is empty"
        case "sendPhoto" | "sendDocument":
            yield from _text(str(params.get("caption", "")), params, LONGEST_CAPTION, "message caption is too long")
        case "answerCallbackQuery":
            if units(str(params.get("text", ""))) > LONGEST_TOAST:
                yield "MESSAGE_TOO_LONG"
        case "getChatMember":
            if not isinstance(params.get("chat_id"), int) or not isinstance(params.get("user_id"), int):
                yield "invalid user_id specified"
        case "createForumTopic":
            if not 1 <= len(params["name"]) <= LONGEST_TOPIC:
                yield "TOPIC_TITLE_INVALID"
        case "setMyCommands" | "setChatMenuButton":
            yield from _commands(params["commands"]) if "commands" in params else _menu_button(params)
    if "reply_parameters" in params and not isinstance(params["reply_parameters"].get("message_id"), int):
        yield "message to be replied not found"
    if markup := params.get("reply_markup"):
        yield from _keyboard(markup["inline_keyboard"], in_private=params.get("chat_id", 0) > 0)


def _text(text: str, params: dict[str, Any], longest: int, too_long: str) -> Iterator[str]:
    if params.get("parse_mode") == "HTML":
        yield from (f"can't parse entities: {fault}" for fault in Entities(text).faults)
    elif params.get("parse_mode"):
        yield "unsupported parse_mode"
    if units(visible(text, params)) > longest:
        yield too_long


def _keyboard(rows: list[list[dict[str, Any]]], *, in_private: bool) -> Iterator[str]:
    if sum(map(len, rows)) > MOST_BUTTONS:
        yield "reply markup is too long"
    for row in rows:
        if not 1 <= len(row) <= MOST_IN_ROW:
            yield f"a row of {len(row)} buttons"
        for button in row:
            if not button["text"].strip():
                yield "inline keyboard button text must be non-empty"
            if "web_app" in button:
                yield from _web_app(button["web_app"], in_private=in_private)
            elif "url" in button:
                if not button["url"].startswith("https://"):
                    yield "BUTTON_URL_INVALID"
            elif not 1 <= len(button["callback_data"].encode()) <= LONGEST_DATA:
                yield "BUTTON_DATA_INVALID"


def _web_app(page: dict[str, str], *, in_private: bool) -> Iterator[str]:
    if not in_private:
        yield "BUTTON_TYPE_INVALID"
    if not page["url"].startswith("https://"):
        yield f"inline keyboard button web app URL '{page['url']}' is invalid: only HTTPS links are allowed"


def _menu_button(params: dict[str, Any]) -> Iterator[str]:
    if params.get("chat_id", 0) <= 0:
        yield "chat not found"
    button = params.get("menu_button", {"type": "default"})
    if button["type"] not in {"default", "commands", "web_app"}:
        yield "menu button has unsupported type"
    if button["type"] == "web_app":
        yield from _web_app(button["web_app"], in_private=True)
        if not button["text"].strip():
            yield "menu button text must be non-empty"


def _commands(commands: list[dict[str, str]]) -> Iterator[str]:
    if len(commands) > MOST_COMMANDS:
        yield "BOT_COMMANDS_TOO_MUCH"
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            yield "BOT_COMMAND_INVALID"
        if not 1 <= len(command["description"]) <= 256:
            yield "BOT_COMMAND_DESCRIPTION_INVALID"
