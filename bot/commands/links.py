"""/link and /unlink: several chats, one learner. A code is shown in one chat and typed in the other, which sees whose it
is before anything is joined."""

import secrets
from datetime import timedelta
from math import ceil

from bot.chat.command import Sure, command
from bot.chat.context import Context
from bot.chat.library import find_roadmaps
from bot.chat.reply import Button, Reply, Style, asking
from bot.commands.nudges import settings_lines
from bot.commands.objection import under_way
from bot.commands.union import Sides, held, part, seen, sides, unite
from bot.errors import DeletionWaits, Locked, NotUnderstood, OwnCode
from bot.nudges.alerts import alert
from bot.store import Account, Learner, NudgeKind
from bot.store.links import LINK, Offer
from bot.texts import helps, labels, shelf_labels
from bot.texts import links as texts
from bot.texts.names import called
from bot.texts.phrases import paragraphs
from roadmap.proofs import proofs
from roadmap.twice import told_twice

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Thirty-two signs of which no two look alike."""

LENGTH = 8
"""Forty bits: with ten minutes and five tries an hour nobody guesses it."""

CODE_LIFE = timedelta(minutes=10)
EXAMPLE = "K7QM-2XPA"
NO = "no"


@command("link", helps.LINK, "/link", f"/link {EXAMPLE}")
async def link(
    context: Context,
    code: str | None = None,
    sure: Sure | None = None,
) -> Reply:
    if code and code.casefold() == NO:
        return Reply(text=texts.left_as_it_was(), private=True, in_place=True)
    said = _read(code) if code else None
    account = (await context.meet()).account
    if until := await context.store.tries.locked_until(account, LINK, context.now):
        raise Locked(ceil((until - context.now) / timedelta(minutes=1)))
    if said is None:
        return await _offer(context, account)
    offer = await context.store.links.offered(said, context.now)
    if offer is None:
        return await _wrong(context, account)
    if offer.account_id == account.id:
        raise OwnCode
    both = await sides(context, offer)
    if not (sure and await context.store.links.was_shown(offer, account.id)):
        if context.place.direct or context.place.whispers:  # elsewhere nobody knows whether it arrives
            await context.store.links.show(offer, account.id)
        return await _preview(context, both, offer, said)
    if await context.store.links.take(said, context.now) is None:
        return await _wrong(context, account)
    return await _link(context, both)


async def _wrong(context: Context, account: Account) -> Reply:
    left = await context.store.tries.wrong(account, LINK, context.now)
    return Reply(text=texts.wrong(left), private=True)


def _read(said: str) -> str:
    """A code as typed, without dashes, spaces and case. Raises NotUnderstood for what can be none, which is no try."""
    code = "".join(said.replace("-", " ").split()).upper()
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        raise NotUnderstood(said, ("/link", f"/link {EXAMPLE}"))
    return code


async def _offer(context: Context, account: Account) -> Reply:
    if await context.store.links.deletions.of_learner(account.learner_id):
        raise DeletionWaits
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    await context.store.links.offer(account.id, code, called(context.speaker.name), context.now + CODE_LIFE)
    shown = f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
    return Reply(text=texts.offered(shown, CODE_LIFE // timedelta(minutes=1)), private=True)


async def _preview(context: Context, both: Sides, offer: Offer, code: str) -> Reply:
    theirs = both.gone if both.gone.account.id == offer.account_id else both.kept
    after = seen(context, both)
    plan, events = await after.plan(), await after.events()
    certificates = tuple(one.name for one in proofs(events).earned)
    known = await find_roadmaps(context.store, both.other_roadmaps)
    others = tuple(known[slug].title if slug in known else slug for slug in both.other_roadmaps)
    taken_over = theirs.account.platform if theirs is both.kept else None
    settings = (texts.zone(after.zone.key), *settings_lines(both.learner))
    return Reply(
        text=paragraphs(
            texts.question(offer.name, theirs.account.platform),
            texts.together(plan, certificates=certificates, twice=told_twice(events), others=others)
            if both.enrolment
            else None,
            texts.settings_from(taken_over, settings) if both.enrolment else None,
            texts.nothing_lost() if both.enrolment else None,
        ),
        buttons=asking(
            Button(shelf_labels.link(), f"/link {code} yes", Style.MAIN), Button(shelf_labels.leave_it(), f"/link {NO}")
        ),
        private=True,
    )


async def _link(context: Context, both: Sides) -> Reply:
    here = await unite(context, both)
    contact = context.contact = await here.meet()  # who spoke is another learner now
    await context.store.tries.forgive(contact.account, LINK)
    own = (await context.store.learners.accounts([contact.learner.id]))[contact.learner.id]
    return Reply(
        text=texts.linked(tuple(account.platform for account in own)),
        buttons=(Button(labels.status(), "/status"), Button(labels.settings(), "/settings")),
        private=True,
        in_place=True,
    )


@command("unlink", helps.UNLINK, "/unlink")
async def unlink(context: Context, sure: Sure | None = None) -> Reply:
    if context.contact is None:
        return Reply(text=texts.not_linked(), private=True)
    contact, accounts = await held(context)
    account, others = contact.account, tuple(one for one in accounts if one.id != contact.account.id)
    platforms = tuple(other.platform for other in others)
    if not others:
        return Reply(text=texts.not_linked(), private=True)
    if deletion := await context.store.links.deletions.of_learner(contact.learner.id):
        return under_way(context, contact, deletion)
    if sure:
        await alert(context.store, NudgeKind.UNLINKED, others, account)
        await part(context, account, contact.learner, others)
        return Reply(text=texts.parted(account.platform, platforms), private=True, in_place=True)
    own, theirs = await _told(context, account, contact.learner)
    return Reply(
        text=texts.part_preview(account.platform, platforms, own=own, theirs=theirs),
        buttons=asking(
            Button(shelf_labels.unlink(), "/unlink yes", Style.DANGER), Button(shelf_labels.leave_it(), f"/link {NO}")
        ),
        private=True,
    )


async def _told(context: Context, account: Account, learner: Learner) -> tuple[int, int]:
    """How many things this account told that hold, and how many the learner's others."""
    strands = await context.store.learners.strands([learner.id])
    facts = context.store.facts
    own = await facts.told([strand.id for strand in strands if strand.account_id == account.id])
    others = await facts.told([strand.id for strand in strands if strand.account_id != account.id])
    return own.holding, others.holding
