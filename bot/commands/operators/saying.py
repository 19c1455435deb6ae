"""What operators tell everybody: shown first with whom it would reach, then filed, a row of the ledger for each learner."""

import asyncio
import re
import secrets
from collections import Counter
from collections.abc import AsyncIterator

from markupsafe import Markup

from bot.chat.reply import Button, Reply, Style, asking
from bot.commands.operators.desk import Desk
from bot.errors import Expired, NotUnderstood
from bot.nudges.whom import whom
from bot.operating import ActKind
from bot.store import Account, Learner, NudgeKind, Store
from bot.store.announcements import ASKED
from bot.store.ledger import Entry
from bot.texts import announcements, labels
from bot.texts import operators as texts

EXAMPLES = ("/say Maintenance at 20:00",)
LONGEST = 1000
"""Characters of an announcement."""

PAGE = 100
"""Learners that are looked at together; between two pages others have their turn."""

CONFIRMED = re.compile(r"confirmed ([0-9a-f]{16})")
"""What the button below a dry run types behind the command."""

QUOTES = ('""', "''", "“”", "„“", "„”", "«»", "»«")
"""Pairs that may stand around an announcement without being a part of it."""


async def say(desk: Desk, said: str) -> Reply:
    """A dry run; or what was shown by one, confirmed. Raises NotUnderstood, Expired."""
    if confirmed := CONFIRMED.fullmatch(said.strip()):
        return Reply(text=await confirm(desk, confirmed[1]))
    code, text = await ask(desk, said)
    send = Button(texts.send(), f"/say confirmed {code}", Style.MAIN)
    return Reply(text=text, buttons=asking(send, Button(labels.nothing(), "/nothing")))


async def say_at_once(desk: Desk, said: str) -> Markup:
    """Send it, unless it was told already: where the command line was cut off, nobody can tell whether that was before it was stored or
    after. Raises NotUnderstood."""
    await desk.store.operating.announcements.one_at_a_time()
    if told := await _told_already(desk, _words(said)):
        return told
    code, _ = await ask(desk, said)
    return await confirm(desk, code)


async def _told_already(desk: Desk, words: str) -> Markup | None:
    """What is said instead of telling the same words twice within the hour, whoever told them."""
    before = await desk.store.operating.announcements.sent_since(words, desk.now - ASKED)
    return (
        texts.filed_before(before.count or 0, before.sent_at, desk.zone, desk.now)
        if before and before.sent_at
        else None
    )


def _words(said: str) -> str:
    """What is told. Raises NotUnderstood."""
    words = _unquoted(said.strip())
    if not words or len(words) > LONGEST:
        raise NotUnderstood(said, EXAMPLES)
    return words


def _unquoted(said: str) -> str:
    """Without the quotation marks that enclose the whole of it, and no others."""
    inner = said[1:-1]
    is_enclosed = any(said == f"{pair[0]}{inner}{pair[1]}" and not {*pair} & {*inner} for pair in QUOTES)
    return inner.strip() if is_enclosed else said


async def ask(desk: Desk, said: str) -> tuple[str, Markup]:
    """Keep it until it is confirmed, by the code, and show whom it would reach. Raises NotUnderstood."""
    words = _words(said)
    code = secrets.token_hex(8)
    await desk.store.operating.announcements.ask(code, words, desk.now)
    reached: Counter[str] = Counter()
    unwanted = away = 0
    async for learner, account in _addressees(desk.store):
        if not learner.announcements:
            unwanted += 1
        elif account is None:
            away += 1
        else:
            reached[account.platform] += 1
    return code, texts.dry_run(announcements.announced(words), reached, unwanted, away)


async def confirm(desk: Desk, code: str) -> Markup:
    """File it, once. Raises Expired where it was confirmed before, or is too old."""
    kept = desk.store.operating.announcements
    await kept.one_at_a_time()
    announced = await kept.waiting(code, desk.now)
    if announced is None:
        raise Expired
    if told := await _told_already(desk, announced.text):
        return told
    await kept.take(announced.id, desk.now)
    count, rows = 0, list[Entry]()
    async for learner, account in _addressees(desk.store):
        if learner.announcements and account:
            rows.append(
                Entry(
                    learner.id,
                    account.id,
                    account.platform,
                    NudgeKind.ANNOUNCEMENT,
                    str(announced.id),
                    desk.now,
                    announced.id,
                )
            )
        if len(rows) >= PAGE:
            count += await desk.store.ledger.file(*rows)
            rows.clear()
    count += await desk.store.ledger.file(*rows)
    await kept.filed(announced.id, count)
    await desk.note(ActKind.SAY, subject=announced.id)
    return texts.filed(count)


async def _addressees(store: Store) -> AsyncIterator[tuple[Learner, Account | None]]:
    """Every learner that is not blocked, with the account that is written to; None where none can be."""
    after = 0
    while page := await store.operating.announcements.addressees(after, PAGE):
        for learner, accounts in page:
            account = whom(learner, accounts)
            if account is None or account.blocked_at is None:
                yield learner, account
        after = page[-1][0].id
        await asyncio.sleep(0)
