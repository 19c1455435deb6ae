"""Words for learners stand in ``bot.texts`` alone: a meta-test that walks the source."""

import ast
import re
from pathlib import Path

import pytest

from bot.chat.menu import by_name
from bot.commands import COMMANDS
from tests.bot.source import LETTER, ROOT, called, calls, given, in_each, literals, prose, sources, tree, where

SILENT = {
    "texts": "is where they stand",
    "program": "speaks to whoever runs the bot",
    "http": "speaks to machines",
    "files": "hands on what a reader says, which has no words",
    "said": "reads words, and says none",
    "sandbox": "hands on bytes",
    "store": "hands on rows",
    "zones": "hands on places",
    "app": "speaks to whoever runs the bot",
    "heartbeat": "speaks to a scheduler",
    "logs": "speaks to whoever runs the bot",
    "metrics": "speaks to machines",
    "reasons": "names what bot/texts/ledger.py words",
    "service": "speaks to whoever runs the bot",
    "send_errors": "names what bot/texts/group_notices.py words",
    "settings": "speaks to whoever runs the bot",
    "traces": "speaks to whoever runs the bot",
}
"""The rooms and the modules beside them that need not be looked at; a new one is, until it stands here."""

SPEAKING = sorted({path.parent.name for path in (ROOT / "bot").glob("*/__init__.py")} - set(SILENT))
"""The rooms that hand words to learners, or draw them."""

BESIDE = [path for path in sorted((ROOT / "bot").glob("*.py")) if path.stem not in SILENT]
"""The modules beside the rooms, which have no word for anybody."""

TO_OPERATORS = frozenset({"pack", "settings", "checks"})
"""Of a platform's pack, what speaks to whoever runs the bot."""

SPOKEN = [
    path for path in (*sources(*SPEAKING), *BESIDE) if "platforms" not in path.parts or path.stem not in TO_OPERATORS
]

WORDED = {
    "Button": 0,
    "Choice": 0,
    "Key": 0,
    "Reply": 0,
    "Message": 0,
    "Markup": 0,
    "Attachment": 3,
    "Picture": 2,
    "text": 2,
}
"""What carries words, and which of its arguments they are."""

NAMED = frozenset({"text", "label", "alt", "help", "title", "placeholder", "description", "caption", "content"})
"""The same by name, whatever is called: a chat library's own classes too."""

BUILDERS = frozenset({"Grammar", "_grammar"})
"""What has an argument of such a name that is no word."""

WHY = {"Outcome": 2, "skip": 0, "Unreachable": 0, "TryLater": 0, "Unsendable": 0}
"""What carries a reason, and which of its arguments that is."""

NOT_FOR_LEARNERS = {
    "what a platform says": {
        "bot was blocked",
        "can't initiate conversation",
        "user is deactivated",
        "chat not found",
        "user not found",
        "can't parse entities",
        "message is too long",
        "caption is too long",
        "message thread not found",
        "message to unpin not found",
        "message to be replied not found",
        "message to delete not found",
        "message can't be deleted",
        "message to edit not found",
        "message can't be edited",
        "file identifier",
        "file id",
        "file reference",
        "file is temporarily",
        "wrong type of file",
        "message to pin not found",
        "not enough rights",
        "no rights to",
        "chat is not a forum",
        "was kicked",
        "not a member",
        "chat was deleted",
        "Request Entity Too Large",
        "Content Too Large",
        "message is not modified",
        "unsupported start tag",
    },
    "a type": {"list[dict[str, Any]]"},
    "a value, shown to nobody": {
        "in groups",
        "manage the group",
        "to us",
        "left out",
        "pasted text",
        "check list",
        "markdown table",
        "given up",
        "unknown interaction",
        "already acknowledged",
        "thread ",
    },
    "what a learner types": {
        "undo list",
        "mon wed fri 19:00",
        "mon wed fri",
        "tue thu",
        "tue thu sat",
        "sat sun",
        "4 days",
        "5 days",
        "every day 20:00 25m",
        "looks knew",
        "looks half",
        "looks gone",
        " of ",
        "monday 18:00",
        "quiet 22:00-07:30",
        "quiet off",
        "quiet hours",
        "zone berlin",
        "board on",
        "board off",
        "rooms on",
        "rooms off",
        "board on, rooms on",
        "board on, rooms off",
        "board off, rooms on",
        "board off, rooms off",
        "1 day",
        "2 days",
        "3 days",
        "1 week",
        "2 weeks",
        "nudges: ",
    },
    "what browsers and calendars read": {
        "private, no-cache",
        "camera=(), geolocation=(), microphone=()",
        "public, max-age=31536000, immutable",
        "public, max-age=300",
        "text/calendar; charset=utf-8",
    },
    "a sign in a picture": {"▶", "✓", "▯"},
    "the name of a place or a font": {"New York", "DejaVu Sans Condensed"},
}
"""Literals of several words outside the texts, by why they are no words for learners."""

DOOR = frozenset({"bot.texts.sentence", "bot.texts.english"})

WORDS = re.compile(r"[^\W\d_]{2,}.* |[\u2190-\u2bff\U0001f300-\U0001faff]")
"""Several words, or a sign that only learners are shown."""


@in_each(SPOKEN)
def test_words_for_learners_stand_in_the_texts_alone(path: Path) -> None:
    module = tree(path)
    for call in calls(module):
        named = (one.value for one in call.keywords if one.arg in NAMED and called(call) not in BUILDERS)
        carried = [*given(call, WORDED), *named]
        for text in (one for part in carried for one in literals(part, module)):
            assert not LETTER.search(text.value), f"{where(path, call)} says {text.value!r}: word it in bot/texts"


@pytest.mark.drill
@in_each(SPOKEN)
def test_no_literal_outside_the_texts_reads_like_words_for_learners(path: Path) -> None:
    known = {text for texts in NOT_FOR_LEARNERS.values() for text in texts} | by_name(COMMANDS).keys()
    for text in prose(tree(path)):
        said = text.value
        if WORDS.search(said) and not said.startswith(("/", "<", '" ', " rx=")) and said not in known:
            raise AssertionError(
                f"{where(path, text)} says {said!r}: word it in bot/texts, or say why it is for nobody"
            )


@pytest.mark.drill
def test_what_is_excused_is_still_there() -> None:
    found = {text.value for path in SPOKEN for text in prose(tree(path))}
    for why, excused in NOT_FOR_LEARNERS.items():
        assert excused <= found, f"no longer said, as {why}: {excused - found}"


@pytest.mark.drill
@in_each(sources("nudges", "platforms", "store"))
def test_a_reason_is_one_of_the_reasons(path: Path) -> None:
    for call in calls(tree(path)):
        for text in (one for part in given(call, WHY) for one in literals(part)):
            raise AssertionError(f"{where(path, call)} gives {text.value!r} as reason: it belongs into bot/reasons.py")


@in_each(SPOKEN)
def test_nothing_is_worded_before_it_is_said(path: Path) -> None:
    """A language is that of who reads: what is worded while a module is loaded has nobody to read it."""
    module = tree(path)
    texts = {
        alias.asname or alias.name
        for node in module.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bot.texts")
        for alias in node.names
    }
    loaded = [
        node for node in module.body if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    for call in (one for node in loaded for one in calls(node)):
        function = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        assert getattr(function, "id", "") not in texts, (
            f"{where(path, call)} words something while it is loaded: call it where it is said"
        )


@pytest.mark.drill
def test_only_the_texts_pass_through_the_door() -> None:
    for path in sources(*SPEAKING, "files", "program"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ImportFrom):
                named = {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
                assert not named & DOOR, f"{where(path, node)}: a sentence is a function of bot/texts, called here"


@pytest.mark.drill
@in_each(SPOKEN)
def test_no_date_or_time_is_written_outside_the_texts(path: Path) -> None:
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(func=ast.Attribute(attr="strftime")):
                raise AssertionError(f"{where(path, node)}: bot/texts/phrases.py writes dates and times")
            case ast.FormattedValue(format_spec=ast.JoinedStr() as written) if "%" in ast.unparse(written):
                raise AssertionError(f"{where(path, node)}: bot/texts/phrases.py writes dates and times")
