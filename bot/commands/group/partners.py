"""/partner: company for whoever likes, left with one tap."""

from typing import Annotated

from markupsafe import Markup

from bot.chat.command import Arg, command, words
from bot.chat.context import Context
from bot.chat.library import find_roadmaps
from bot.chat.reply import Button, Reply, Style
from bot.commands.group.here import aside, mute_of
from bot.commands.group.meant import Belonging, belonging
from bot.errors import NotUnderstood
from bot.nudges.group.company import gather
from bot.nudges.partner.anew import Left, left_alone
from bot.nudges.partner.announcements import let_go
from bot.nudges.partner.meeting import meet
from bot.nudges.partner.surroundings import Look
from bot.store import Pairing
from bot.store.post_names import untraced
from bot.texts import group_labels, helps, without_company
from bot.texts import partner as texts
from bot.texts.phrases import paragraphs
from roadmap.group.partners import shared_topic

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
    if together := await _together(context, mine):
        return await _introduced(context, mine, together)
    if not mine.me.wants_partner:
        await _begin_again(context, mine)
    if met := await meet(await _look(context, mine), mine.group, mine.me.account_id):
        return await _introduced(context, mine, met)
    noted = texts.willing_already if mine.me.wants_partner else texts.willing
    return aside(
        paragraphs(noted(mine.title), await _why_alone(context, mine), _of_nudges_off(context)),
        Button(group_labels.no_partner(), f"/partner off {mine.group.id}"),
    )


async def _begin_again(context: Context, mine: Belonging) -> None:
    """They would like a partner, be it after a while without: that they were silent meanwhile counts for nothing."""
    await context.store.members.set_wants_partner(mine.group.id, mine.me.account_id, wants=True)
    if await context.store.partners.of_account(mine.group.id, mine.me.account_id):
        await _part(context, mine)


async def _part(context: Context, mine: Belonging) -> None:
    """Nobody is their partner from now on; those of before are remembered, and none of them is met again at once."""
    await context.store.partners.pair(mine.group.id, mine.today, [mine.me.account_id])


async def _introduced(context: Context, mine: Belonging, together: Pairing) -> Reply:
    company = await gather(context.store, mine.group, context.now, context.default_zone, accounts=together.accounts)
    others = company.others(context.learner.id) if company and context.learner else []
    if company is None or not others:
        return aside(texts.nobody_free())
    return aside(
        paragraphs(
            untraced(texts.introduction(others, company.roadmap, shared_topic(company.members))),
            _of_nudges_off(context),
        ),
        Button(group_labels.another_partner(), f"/partner rematch {mine.group.id}"),
        Button(group_labels.no_partner(), f"/partner off {mine.group.id}"),
    )


def _of_nudges_off(context: Context) -> Markup | None:
    is_off = context.learner is not None and not context.learner.nudges_on
    return without_company.who_alone() if is_off else None


async def _why_alone(context: Context, mine: Belonging) -> Markup:
    """What has to happen before somebody who is willing meets anybody."""
    if mute := await mute_of(context, mine.me, mine.group):
        return without_company.nobody_while_muted(mute.until, context.zone, context.now)
    members = await context.store.members.of_group(mine.group.id)
    if not any(one.wants_partner and one.account_id != mine.me.account_id for one in members):
        return texts.nobody_else_yet()
    pairs = (await context.store.partners.current([mine.group.id]))[mine.group.id]
    return texts.others_are_paired() if any(len(one.accounts) > 1 for one in pairs) else texts.nobody_free()


async def _look(context: Context, mine: Belonging) -> Look:
    roadmaps = await find_roadmaps(context.store, [mine.group.roadmap or ""])
    return Look(context.store, context.now, context.default_zone, roadmaps)


async def _off(context: Context, mine: Belonging) -> Reply:
    await context.store.members.set_wants_partner(mine.group.id, mine.me.account_id, wants=False)
    if pairing := await context.store.partners.of_account(mine.group.id, mine.me.account_id):
        await _part(context, mine)
        if other := _only_other(pairing, mine):
            left = Left(mine.group, pairing, other)
            await left_alone(await _look(context, mine), left, apart=(mine.me.account_id,))
    return aside(texts.not_willing(), Button(group_labels.find_partner(), f"/partner on {mine.group.id}", Style.MAIN))


async def _rematch(context: Context, mine: Belonging) -> Reply:
    """The pair is over: who asks meets whoever else is free, at once or once somebody is, and so does the other."""
    together = await _together(context, mine)
    if together is None:
        return await _on(context, mine)
    await let_go(context.store, together, mine.me, context.now)
    await _part(context, mine)
    look = await _look(context, mine)
    met = await meet(look, mine.group, mine.me.account_id, apart=together.accounts)
    if other := _only_other(together, mine):
        await meet(look, mine.group, other, apart=(mine.me.account_id,), speaks=False)
    if met:
        return await _introduced(context, mine, met)
    mute = await mute_of(context, mine.me, mine.group)
    return aside(await _why_alone(context, mine) if mute else texts.rematch_noted())


def _only_other(pairing: Pairing, mine: Belonging) -> int | None:
    """Who is left alone in a pairing without the learner; None where that is nobody, or two."""
    others = [account for account in pairing.accounts if account != mine.me.account_id]
    return others[0] if len(others) == 1 else None


async def _together(context: Context, mine: Belonging) -> Pairing | None:
    """The pairing the learner is in, if anybody else is."""
    pairing = await context.store.partners.of_account(mine.group.id, mine.me.account_id)
    return pairing if pairing and len(pairing.accounts) > 1 else None
