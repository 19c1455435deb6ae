"""/calendar: an address of one's own from which calendars read the plan; a new one, and none."""

from typing import Annotated
from urllib.parse import quote

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.errors import Choice, NotUnderstood
from bot.store.unguessable import ADDRESS_BITS, new_secret
from bot.texts import calendar_feed as texts
from bot.texts import export as export_texts
from bot.texts import helps

GOOGLE = "https://calendar.google.com/calendar/r?cid="
"""Where Google Calendar subscribes to the address that follows."""

NEW, OFF = "new", "off"


def _deeds() -> tuple[Choice, ...]:
    return Choice(texts.new_address(), NEW), Choice(texts.end_it(), OFF)


@command("calendar", helps.CALENDAR, "/calendar", "/calendar new", "/calendar off")
async def calendar(context: Context, deed: Annotated[str | None, Arg(choices=_deeds)] = None) -> Reply:
    wanted = (deed or "").casefold().strip()
    if wanted not in {"", NEW, OFF}:
        raise NotUnderstood(deed or "", calendar.examples)
    if wanted == OFF:
        had_one = context.contact and await context.store.calendars.drop(context.contact.account.id)
        return Reply(text=texts.ended() if had_one else texts.none_to_end(), private=True)
    contact, _ = context.enrolled()
    if context.public_url is None:
        return Reply(text=texts.off_here(), buttons=(Button(export_texts.label("calendar"), "/export calendar"),))
    address = await context.store.calendars.of_account(contact.account.id)
    if address and wanted != NEW:
        read = address.read_at.astimezone(context.zone).date() if address.read_at else None
        text = texts.known(address.made_at.astimezone(context.zone).date(), read, context.today)
        new, off = Button(texts.new_address(), "/calendar new"), Button(texts.end_it(), "/calendar off", Style.DANGER)
        return Reply(text=text, buttons=(new, off), private=True)
    secret = new_secret(ADDRESS_BITS)
    await context.store.calendars.offer(contact.account.id, secret, context.now)
    url = f"{context.public_url}/calendar/{secret}.ics"
    off = Button(texts.end_it(), "/calendar off", Style.DANGER)
    webcal = f"webcal://{url.partition('://')[2]}"
    text = texts.offered(url, webcal, GOOGLE + quote(webcal, safe=""), instead=address is not None)
    return Reply(text=text, buttons=(off,), private=True)
