"""Discord's limits on what a bot sends, from its documentation: every fault of a call."""

import re
from collections.abc import Iterator
from typing import Any

NAME = re.compile(r"[-_a-z0-9]{1,32}")
MOST_COMMANDS, MOST_OPTIONS, MOST_CHOICES, LONGEST_COMMAND = 100, 25, 25, 8000
LONGEST_DESCRIPTION, LONGEST_CHOICE = 100, 100
LONGEST_CONTENT, LONGEST_LABEL, LONGEST_ID, LONGEST_NONCE, LONGEST_ALT = 2000, 80, 100, 25, 1024
MOST_ROWS, MOST_IN_ROW, MOST_FILES, MOST_EMBEDS, LONGEST_EMBEDS = 5, 5, 10, 10, 6000
SUB_COMMANDS, TYPED, LARGEST = frozenset({1, 2}), frozenset({3, 4, 10}), 2**53
"""Types of options: those that hold options, those that can be completed; and the largest number."""

CODE = re.compile(r"(`+)[^`].*?\1", re.DOTALL)
PERSON = re.compile(r"(?<!\\)<@!?(\d+)>")
BARE_ADDRESS = re.compile(r"(?<!<)https?://")
AUTOCOMPLETE, MODAL, FORWARD = 8, 9, 1
ON_MESSAGE, LONGEST_ON_MESSAGE, MOST_ON_MESSAGES = 3, 32, 5
LONGEST_TITLE, MOST_QUESTIONS = 45, 5
MENU, LONGEST_PLACEHOLDER = 3, 150
LONGEST_TITLE, MOST_QUESTIONS, LONGEST_HINT, LONGEST_TYPED = 45, 5, 100, 4000
OPTIONS = {3: (1, 25), 4: (0, 0), 21: (2, 10), 22: (1, 10)}
"""The least and the most options of a menu, of words, of a group of which one is chosen, and of check boxes."""


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def faults_of(method: str, path: str, payload: Any) -> list[str]:
    """What Discord would refuse, or what we have promised not to send, in one call."""
    if path.endswith("/commands") and method == "PUT":
        return [*_commands(payload)]
    if path.endswith("/callback"):
        data = payload.get("data") or {}
        if payload["type"] == MODAL:
            return [*_window(data)]
        return [*(_choices(data["choices"]) if payload["type"] == AUTOCOMPLETE else _message(data) if data else ())]
    if "/messages" in path or path.startswith("/webhooks/"):
        return [*_message(payload)] if payload is not None else []
    return []


def _window(modal: dict[str, Any]) -> Iterator[str]:
    if not 1 <= units(modal["title"]) <= LONGEST_TITLE or not 1 <= len(modal["components"]) <= MOST_QUESTIONS:
        yield "a window without a title, or with too much in it"
    ids = [modal["custom_id"], *(row["component"]["custom_id"] for row in modal["components"])]
    if len(set(ids)) < len(ids) or any(not 1 <= units(one) <= LONGEST_ID for one in ids):
        yield "two questions of one id, or too long an id"
    for row in modal["components"]:
        yield from _question(row)


def _question(row: dict[str, Any]) -> Iterator[str]:
    asked = row["component"]
    options = asked.get("options", [])
    least, most = OPTIONS[asked["type"]]
    if not 1 <= units(row["label"]) <= LONGEST_TITLE or not least <= len(options) <= most:
        yield "a question is too long, or has too few options or too many"
    if any(not 1 <= units(one[key]) <= LONGEST_CHOICE for one in options for key in ("label", "value")):
        yield "an option is empty or too long"
    if len({one["value"] for one in options}) < len(options):
        yield "two options of one value"
    if units(asked.get("value") or "") > asked.get("max_length", LONGEST_TYPED):
        yield "more stands there than may be typed"
    if units(asked.get("placeholder") or "") > LONGEST_HINT or asked.get("max_length", 1) > LONGEST_TYPED:
        yield "a hint is too long, or a text may be"


def _commands(commands: list[dict[str, Any]]) -> Iterator[str]:
    if len(commands) > MOST_COMMANDS or len({one["name"] for one in commands}) < len(commands):
        yield "too many commands, or two of one name"
    if sum(command["type"] == ON_MESSAGE for command in commands) > MOST_ON_MESSAGES:
        yield "too many commands on messages"
    for command in commands:
        yield from (f"/{command['name']}: {fault}" for fault in _command(command))


def _command(command: dict[str, Any]) -> Iterator[str]:
    yield from _on_message(command) if command["type"] == ON_MESSAGE else _named(command)
    yield from _options(command.get("options", []))
    if _size(command) > LONGEST_COMMAND:
        yield "too long altogether"
    if not command.get("contexts") or not command.get("integration_types"):
        yield "nothing said of where it can be used"


def _on_message(command: dict[str, Any]) -> Iterator[str]:
    """One in the menu of a message has a name as people write it, and nothing else."""
    if not 1 <= units(command["name"]) <= LONGEST_ON_MESSAGE:
        yield f"the name {command['name']!r}"
    if command.get("description") or command.get("options"):
        yield "a description, or options"


def _options(options: list[dict[str, Any]]) -> Iterator[str]:
    """What of a command's options, or of its sub-commands, would be refused."""
    if len(options) > MOST_OPTIONS:
        yield "too many options"
    if len({option["name"] for option in options}) < len(options):
        yield "two options of one name"
    if len({option["type"] in SUB_COMMANDS for option in options}) > 1:
        yield "sub-commands among other options"
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield "what is required comes first"
    for option in options:
        yield from _option(option)


def _option(option: dict[str, Any]) -> Iterator[str]:
    yield from _named(option)
    if option["type"] in SUB_COMMANDS:
        yield from _options(option.get("options", []))
        return
    if option.get("autocomplete") and option["type"] not in TYPED:
        yield "autocomplete of what is not typed"
    if option.get("choices") and len({one["value"] for one in option["choices"]}) < len(option["choices"]):
        yield "two choices of one value"
    if option.get("min_value", 0) > option.get("max_value", LARGEST):
        yield "bounds"
    if option.get("autocomplete") and option.get("choices"):
        yield "autocomplete and choices"
    yield from _choices(option.get("choices", []))
    if not 1 <= option.get("max_length", 1) <= 6000 or option.get("min_length", 0) > option.get("max_length", 6000):
        yield "lengths"


def _named(one: dict[str, Any]) -> Iterator[str]:
    if not NAME.fullmatch(one["name"]):
        yield f"the name {one['name']!r}"
    if not 1 <= units(one["description"]) <= LONGEST_DESCRIPTION:
        yield f"the description of {one['name']}"


def _size(one: dict[str, Any]) -> int:
    """The characters that count for a command: names, descriptions and values, all the way down."""
    parts = (*one.get("options", ()), *one.get("choices", ()))
    own = (one["name"], one.get("description", ""), one["value"] if isinstance(one.get("value"), str) else "")
    return sum(map(units, own)) + sum(map(_size, parts))


def _choices(choices: list[dict[str, Any]]) -> Iterator[str]:
    if len(choices) > MOST_CHOICES:
        yield "too many choices"
    for choice in choices:
        if not 1 <= units(choice["name"]) <= LONGEST_CHOICE or not 1 <= units(str(choice["value"])) <= LONGEST_CHOICE:
            yield f"the choice {choice['name']!r}"


def _reaching(content: str) -> dict[str, list[Any]]:
    """Who may be mentioned by a text: those that it names, and nothing else."""
    named = sorted({int(number) for number in PERSON.findall(CODE.sub("", content))})
    return {"parse": [], "users": named} if named else {"parse": []}


def _message(message: dict[str, Any]) -> Iterator[str]:
    content = message.get("content") or ""
    files = message.get("attachments") or []
    if units(content) > LONGEST_CONTENT:
        yield "content too long"
    if BARE_ADDRESS.search(CODE.sub("", content)):
        yield "an address that unfolds"
    is_forwarded = (message.get("message_reference") or {}).get("type") == FORWARD
    if "content" in message and not content and not files and not is_forwarded:
        yield "an empty message"
    if "content" in message and message.get("allowed_mentions") != _reaching(content):
        yield "who may be mentioned is not who is named"
    if len(files) > MOST_FILES or any(units(file.get("description") or "") > LONGEST_ALT for file in files):
        yield "files"
    if len(message.get("nonce") or "") > LONGEST_NONCE:
        yield "the nonce"
    yield from _embeds(message.get("embeds") or [])
    yield from _rows(message.get("components") or [])


def _embeds(embeds: list[dict[str, Any]]) -> Iterator[str]:
    texts = [text for embed in embeds for text in _texts(embed)]
    if len(embeds) > MOST_EMBEDS or sum(map(units, texts)) > LONGEST_EMBEDS:
        yield "embeds"


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, one in value.items():
                if key in {"title", "description", "fields", "footer", "author", "name", "value", "text"}:
                    yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)


def _rows(rows: list[dict[str, Any]]) -> Iterator[str]:
    items = [item for row in rows for item in row["components"]]
    if len(rows) > MOST_ROWS or any(not 1 <= len(row["components"]) <= MOST_IN_ROW for row in rows):
        yield "rows of buttons"
    if any(len(row["components"]) > 1 and any(one["type"] == MENU for one in row["components"]) for row in rows):
        yield "a menu has a row of its own"
    ids = [item["custom_id"] for item in items]
    if len(set(ids)) < len(ids) or any(not 1 <= units(one) <= LONGEST_ID for one in ids):
        yield "two buttons of one id, or too long an id"
    buttons = [item for item in items if item["type"] != MENU]
    if any(not 1 <= units(button.get("label") or "") <= LONGEST_LABEL for button in buttons):
        yield "labels"
    for menu in (item for item in items if item["type"] == MENU):
        yield from _menu(menu)


def _menu(menu: dict[str, Any]) -> Iterator[str]:
    options = menu["options"]
    if not 1 <= len(options) <= MOST_OPTIONS or len({one["value"] for one in options}) < len(options):
        yield "a menu has too many options, or two of one value"
    if any(not 1 <= units(one[key]) <= LONGEST_CHOICE for one in options for key in ("label", "value")):
        yield "an option is empty or too long"
    if units(menu.get("placeholder") or "") > LONGEST_PLACEHOLDER:
        yield "what stands in a menu is too long"
