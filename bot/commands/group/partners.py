"""/partner: company for whoever likes, left with one tap."""

from datetime import timedelta
from typing import Annotated

from bot.chat.command import Arg, command, words
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style
from bot.commands.group.here import aside
from bot.commands.group.meant import Belonging, belonging
from bot.errors import NotUnderstood
from bot.nudges.group.company import gather
from bot.nudges.partner.announcements import let_go
from bot.store import Pairing
from bot.store.post_names import untraced
from bot.texts import group_labels, helps
from bot.texts import partner as texts
from bot.texts.phrases import paragraphs
from roadmap.group.member import Member
from roadmap.model import Roadmap

EXAMPLES = ("/partner", "/partner off", "/partner rematch")


@command("partner", helps.PARTNER, *EXAMPLES)
async def partner(
    context: Context, what: Annotated[str | None, Arg(choices=words("on", "off", "rematch"))] = None
) -> Reply:
    match (what or "on").casefold().split():
        case ["on" | "off" | "rematch" as wish, *number] if _is_number(number):
            chosen = int(number[0]) if number else None
        case _:
            raise NotUnderstood(what or "", EXAMPLES)
    mine = await belonging(context, chosen, lambda group: f"/partner {wish} {group}")
    match wish:
        case "on":
            return await _on(context, mine)
        case "off":
            return await _off(context, mine)
        case _:
            return await _rematch(context, mine)


def _is_number(words: list[str]) -> bool:
    return not words or (len(words) == 1 and words[0].isdecimal() and len(words[0]) < 10)


async def _on(context: Context, mine: Belonging) -> Reply:
    off = Button(group_labels.no_partner(), f"/partner off {mine.group.id}")
    together = await _together(context, mine)
    if together:
        rematch = Button(group_labels.another_partner(), f"/partner rematch {mine.group.id}")
        introduction = texts.introduction(*await _others(context, mine, together))
        return aside(untraced(introduction), rematch, off)
    if mine.me.wants_partner:
        return aside(texts.willing_already(), off)
    await context.store.members.set_wants_partner(mine.group.id, mine.me.account_id, wants=True)
    others = [one for one in await context.store.members.of_group(mine.group.id) if one.wants_partner]
    alone = texts.nobody_else_yet() if len(others) == 1 else None
    return aside(paragraphs(texts.willing(mine.title), alone), off)


async def _off(context: Context, mine: Belonging) -> Reply:
    await context.store.members.set_wants_partner(mine.group.id, mine.me.account_id, wants=False)
    if pairing := await context.store.partners.of_account(mine.group.id, mine.me.account_id):
        await context.store.partners.part(pairing.id, mine.me.account_id)
    return aside(texts.not_willing(), Button(group_labels.find_partner(), f"/partner on {mine.group.id}", Style.MAIN))


async def _rematch(context: Context, mine: Belonging) -> Reply:
    """The pair is over: who asks is free for the next pairing, and so is the other once they study."""
    together = await _together(context, mine)
    if together is None:
        return await _on(context, mine)
    monday = mine.today - timedelta(days=mine.today.weekday())
    await let_go(context.store, together, mine.me, context.now)
    await context.store.partners.pair(mine.group.id, monday, [mine.me.account_id])
    return aside(texts.rematch_noted())


async def _together(context: Context, mine: Belonging) -> Pairing | None:
    """The pairing the learner is in, if anybody else is."""
    pairing = await context.store.partners.of_account(mine.group.id, mine.me.account_id)
    return pairing if pairing and len(pairing.accounts) > 1 else None


async def _others(context: Context, mine: Belonging, together: Pairing) -> tuple[list[Member], Roadmap]:
    """The others of a pairing, and the roadmap of the group."""
    company = await gather(context.store, mine.group, context.now, context.default_zone, accounts=together.accounts)
    learner = context.learner.id if context.learner else 0
    others = company.others(learner) if company else []
    return others, company.roadmap if company else context.roadmap
