"""/choose: another page of what may be chosen, where an argument was left out and there is much to choose from."""

import re

from bot.chat.arguments import MORE, typed
from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.picking import paged
from bot.chat.reply import Button, Reply
from bot.errors import NotUnderstood
from bot.texts import forms as texts
from bot.texts import helps

EXAMPLES = ("/choose 2 begin",)
ASKED = re.compile(r"(?P<page>\d{1,4}) /?(?P<name>[a-z0-9_]{1,32})(?P<rest>(?: .*)?)", re.IGNORECASE)


@command("choose", helps.CHOOSE, *EXAMPLES)
async def choose(context: Context, what: str | None = None) -> Reply:
    asked = ASKED.fullmatch(what or "")
    name, rest = (asked["name"].casefold(), asked["rest"]) if asked else ("", "")
    params = next((one.params for one in context.commands if one.name == name), ())
    suggest = next((param.arg.suggest for param in params if param.required), None)
    if asked is None or suggest is None:
        raise NotUnderstood(what or "", EXAMPLES)
    offers = typed(f"/{name}", await suggest(context), rest)
    buttons = paged(
        texts.choose_one(),
        [Button(offer.label, offer.line) for offer in offers],
        int(asked["page"]),
        lambda page: f"{MORE} {page} {name}{rest}",
    )
    return Reply(text=texts.which_one(), buttons=buttons, in_place=True)
