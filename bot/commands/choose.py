"""/choose: another page of what may be chosen, where an argument was left out and there is much to choose from."""

import re

from bot.chat.arguments import MORE, typed
from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.menu import by_name
from bot.chat.offers import offers_of
from bot.chat.picking import paged
from bot.chat.reply import Button, Reply
from bot.errors import NotUnderstood
from bot.texts import forms as texts
from bot.texts import helps

EXAMPLES = ("/choose 2 begin",)
ASKED = re.compile(r"(?P<page>\d{1,4}) /?(?P<name>[a-z0-9_]{1,32})(?P<rest>(?: .*)?)", re.IGNORECASE)


@command("choose", helps.CHOOSE, *EXAMPLES, offered=False)
async def choose(context: Context, what: str | None = None) -> Reply:
    asked = ASKED.fullmatch(what or "")
    named = by_name(context.commands).get(asked["name"].casefold()) if asked else None
    if asked is None or named is None:
        raise NotUnderstood(what or "", EXAMPLES)
    called, said = named.behind(asked["rest"])
    missing = next((param for param in called.params if param.required), None)
    head, rest = f"/{called.name}", f" {said.strip()}".rstrip()
    offers = typed(head, await offers_of(missing, context), rest) if missing else ()
    if not offers:
        raise NotUnderstood(what or "", EXAMPLES)
    buttons = paged(
        texts.choose_one(),
        [Button(offer.label, offer.line) for offer in offers],
        int(asked["page"]),
        lambda page: f"{MORE} {page} {called.name}{rest}",
    )
    return Reply(text=texts.which_one(), buttons=buttons, in_place=True)
