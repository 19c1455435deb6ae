"""A picture or PDF that came along with what has to be asked about: nothing of it is kept yet, so it goes with the buttons that
answer, and is taken by the command that one of them types.

Its law: only a button of ours carries one. Whatever is typed names no file.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.chat.command import Command
from bot.chat.exhibit import Exhibit, exhibit_in
from bot.chat.heard import Heard
from bot.chat.intake import line_of
from bot.chat.platform import Admitted
from bot.chat.reply import Button, Reply
from bot.store import Store
from bot.store.buttons import LONGEST
from bot.texts import evidence
from bot.texts.phrases import paragraphs

ONE, SEVERAL = "\x1f", "\x1e"
"""What stands between a button's line and the file that it carries, which came alone or among others."""


async def resolved(heard: Heard, store: Store) -> Heard:
    """The same, of a press with the line that its button types, and the file that it carries. Raises Expired for a line that was
    not kept any longer."""
    press = heard.words
    if not isinstance(press, Admitted):
        return heard
    bare, exhibit = _parted(await line_of(press, store))
    return replace(heard, words=replace(press, line=bare, token=""), exhibit=exhibit)


def _parted(line: str) -> tuple[str, Exhibit | None]:
    for sign in (ONE, SEVERAL):
        bare, found, kept = line.partition(sign)
        if found:
            return bare, replace(exhibit_in(kept), several=sign == SEVERAL)
    return line, None


def left_over(reply: Reply, exhibit: Exhibit, commands: Mapping[str, Command], *, told: bool) -> Reply:
    """The reply with a word of a file that no command took: it goes with the buttons that can take it, where nothing was ``told``
    and there are any; else nothing of it is kept."""
    buttons = tuple(_carrying(button, exhibit, commands) for button in reply.buttons)
    if told or buttons == reply.buttons:
        return replace(reply, text=paragraphs(reply.text, evidence.not_kept()))
    return replace(reply, text=paragraphs(reply.text, evidence.goes_along()), buttons=buttons)


def _carrying(button: Button, exhibit: Exhibit, commands: Mapping[str, Command]) -> Button:
    line = f"{button.line}{SEVERAL if exhibit.several else ONE}{exhibit.kept}"
    typed = (one.removeprefix("/").partition(" ")[0] for one in button.line.splitlines())
    takes = any(commands[name].keeps_files for name in typed if name in commands)
    return replace(button, line=line) if takes and exhibit.kept and len(line) <= LONGEST else button
