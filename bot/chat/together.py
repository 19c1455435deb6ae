"""PURE: the replies to several commands of one message as one."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.chat.reply import Button, Reply
from bot.texts import labels
from bot.texts.phrases import paragraphs

UNDO, MOVE = "/undo ", "/otherday "


def together(replies: Sequence[Reply]) -> Reply:
    """One reply that says what all of them say; all can be undone at once, each can be undone and moved alone, the other buttons
    are those of the last."""
    if len(replies) == 1:
        return replies[0]
    numbered = [
        _numbered(number, button)
        for number, reply in enumerate(replies, 1)
        for button in reply.buttons
        if _is_of_one(button)
    ]
    others = [button for button in replies[-1].buttons if not _is_of_one(button)]
    return Reply(
        text=paragraphs(*_each_once([part for reply in replies for part in reply.text.split("\n\n")])),
        buttons=(*others, *_all_at_once(numbered), *numbered),
        attachments=tuple(one for reply in replies for one in reply.attachments),
        pictures=tuple(one for reply in replies for one in reply.pictures),
        documents=tuple(one for reply in replies for one in reply.documents),
        exhibits=tuple(one for reply in replies for one in reply.exhibits),
        private=any(reply.private for reply in replies),
        among=any(reply.among for reply in replies),
        in_passing=all(reply.in_passing for reply in replies),
        page=next((reply.page for reply in reversed(replies) if reply.page), None),
        instead=next((reply.instead for reply in replies if reply.instead), None),
    )


def _all_at_once(numbered: Sequence[Button]) -> tuple[Button, ...]:
    """The way back for the whole message, where more than one thing was stored."""
    lines = [button.line for button in numbered if button.line.startswith(UNDO)]
    sayings = dict.fromkeys(line.removeprefix(UNDO) for line in lines)
    return (Button(labels.undo_all(), f"{UNDO}{' '.join(sayings)}"),) if len(sayings) > 1 else ()


def _each_once(parts: Sequence[Markup]) -> list[Markup]:
    """The paragraphs, those that are said again where they are said last."""
    return [part for place, part in enumerate(parts) if part not in parts[place + 1 :]]


def _is_of_one(button: Button) -> bool:
    """Whether it undoes or moves what one of the commands stored."""
    return button.line.startswith((UNDO, MOVE))


def _numbered(number: int, button: Button) -> Button:
    return replace(
        button, label=labels.undo_of(number) if button.line.startswith(UNDO) else labels.other_day_of(number)
    )
