"""/certificates, /earned: the certifications of a roadmap, and what a learner planned, has under way or earned of them."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from bot.chat.command import Arg, command
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, asking, choices
from bot.commands.certificate_views import every, listed, shown, states, topic_view, view, words
from bot.commands.certificates_elsewhere import roadmaps_with
from bot.commands.evidence import proofs_of, take
from bot.commands.facts import other_day, past, tell
from bot.errors import Choice, NotADay
from bot.said.certificates import (
    CERTIFICATES,
    Told,
    asks_for_all,
    meant,
    read_certificate,
)
from bot.said.certifications import as_own, found, nearest, reference, topic_in
from bot.said.values import NoSuchDay
from bot.texts import certificate_labels as labels
from bot.texts import certificate_views as views
from bot.texts import certificates as texts
from bot.texts import evidence, forms, helps
from bot.texts.labels import go_to
from bot.texts.phrases import dated, paragraphs
from roadmap import proofs as proving
from roadmap.certifications import Named
from roadmap.facts import Fact
from roadmap.proofs import MOST_OWN, Held, Proofs

LONGEST_LINK = 350
"""Characters of a link, so that a button carries it with the name and a file."""


async def _choices(context: Context) -> list[Choice]:
    known = await proofs_of(context)
    return [Choice(_label(context, one), str(one.number)) for one in every(context, known)]


async def _open(context: Context) -> list[Choice]:
    """Those that were not earned, what was told of first."""
    known = await proofs_of(context)
    rows = [row for one in every(context, known) if (row := shown(one, known)).held is not Held.EARNED]
    rows.sort(key=lambda row: row.held is None)
    return [Choice(_label(context, row.named), str(row.named.number)) for row in rows]


@command(
    CERTIFICATES,
    helps.CERTIFICATES,
    "/certificates",
    "/certificates nlp",
    "/certificates planned fast.ai",
    "/certificates drop fast.ai",
    keeps_files=True,
)
async def certificates(context: Context, what: Annotated[str | None, Arg(suggest=_choices)] = None) -> Reply:
    match (what or "").split():
        case [] if context.exhibit is None:
            return await listed(context, 1)
        case ["page", number] if number.isdecimal():
            return await listed(context, int(number[:4]), in_place=True)
    return await _said(context, what or "", None)


@command(
    "earned",
    helps.EARNED,
    "/earned fast.ai https://example.org/cert",
    "/earned kaggle yesterday",
    "/earned 3",
    keeps_files=True,
)
async def earned(context: Context, what: Annotated[str, Arg(suggest=_open)]) -> Reply:
    return await _said(context, what, Held.EARNED)


async def _said(context: Context, said: str, held: Held | None) -> Reply:
    """What was said is told, or shown; ``held`` is what the command says by itself. Raises NotADay."""
    known, lexicon = await proofs_of(context), context.world.lexicon.words.certificates
    told = meant(_read(context, said), context.roadmap, known)
    is_shown = bool(told.links or context.exhibit)
    if asks_for_all(told.whole, lexicon) and not is_shown:
        return await listed(context, 1)
    held = None if told.dropped else held or told.held or (Held.EARNED if is_shown else None)
    if held is None and not told.dropped and (topic := topic_in(told.name, context.roadmap, lexicon)):
        return await topic_view(context, known, topic)
    day = _day(context, told, held)
    named = found(told.name, context.roadmap, known, lexicon) if told.name else ()
    if len(named) != 1:
        return await _asked(context, known, told, held, named)
    if told.file:
        text = paragraphs(evidence.no_files_here(told.file), words(context, known, named[0]))
        return Reply(text=text, buttons=states(known, named[0]))
    if held is None and not told.dropped:
        return view(context, known, named[0])
    return _which_day(context, told, held, named[0]) or await _told(
        context, known, named[0], replace(told, day=day), held
    )


def _read(context: Context, said: str) -> Told:
    """What a line says. Raises NotADay."""
    try:
        return read_certificate(said, context.world)
    except NoSuchDay as refused:
        raise NotADay(refused.said, refused.year) from None


def _day(context: Context, told: Told, held: Held | None) -> date | None:
    """The day that was said; only what is planned may be of one to come. Raises DayInFuture."""
    days = (told.day,) if told.day else told.days
    if held is not Held.PLANNED and days and min(days) > context.today:
        past(context, min(days))
    return told.day


# Asking


def _which_day(context: Context, told: Told, held: Held | None, named: Named) -> Reply | None:
    """Which of the days is meant that the words for it may mean; None where that is sure."""
    days = told.days if held is Held.PLANNED else tuple(day for day in told.days if day <= context.today)
    if not days:
        return None
    far = any(day.year != context.today.year for day in days)
    buttons = (
        Button(dated(day, with_year=far), f"{_head(told, held)} {day.isoformat()}{_link(told)} {reference(named)}")
        for day in days
    )
    return Reply(text=texts.which_day(views.told_apart(named, context.roadmap), told.when), buttons=asking(*buttons))


async def _asked(context: Context, known: Proofs, told: Told, held: Held | None, named: tuple[Named, ...]) -> Reply:
    """Which one is meant: of several, or where none is called so. Nothing is stored; the buttons carry all that was said."""
    head = _again(told, held)
    no_file = evidence.no_files_here(told.file) if told.file else None
    if named:
        return Reply(text=paragraphs(no_file, texts.which(told.name)), buttons=_buttons(context, head, named))
    if not told.name:
        text = paragraphs(no_file, texts.which_at_all())
        return Reply(text=text, buttons=_buttons(context, head, every(context, known)))
    like = nearest(told.name, context.roadmap, known, context.world.lexicon.words.certificates, views.PAGE)
    there = () if told.file else await roadmaps_with(context, told.name)
    name = as_own(told.name) if held and not told.file else ""
    own = (Button(labels.keep_own(name), f"{head} {reference(Named(0, '', name))}"),) if name else ()
    return Reply(
        text=paragraphs(
            no_file,
            texts.elsewhere(told.name, there, context.roadmap)
            if there
            else texts.unknown(told.name, may_keep=bool(own)),
        ),
        buttons=asking(
            *(Button(go_to(one.title), f"/switch {one.slug}") for one in there),
            *_buttons(context, head, like),
            *own,
            Button(labels.all_of_them(), f"/{CERTIFICATES}"),
        ),
    )


def _again(told: Told, held: Held | None) -> str:
    """The line of what was said, but for the name."""
    day = told.day.isoformat() if told.day else told.when
    return f"{_head(told, held)} {day}".rstrip() + _link(told)


def _head(told: Told, held: Held | None) -> str:
    state = "drop" if told.dropped else held.value if held else ""
    return "/earned" if held is Held.EARNED else f"/{CERTIFICATES} {state}".rstrip()


def _link(told: Told) -> str:
    """The link, where it can be kept, behind a blank."""
    return f" {told.links[0]}" if told.links and len(told.links[0]) <= LONGEST_LINK else ""


def _buttons(context: Context, head: str, named: tuple[Named, ...]) -> tuple[Button, ...]:
    offered = (Button(_label(context, one), f"{head} {reference(one)}") for one in named[: views.PAGE])
    return asking(*choices(forms.which_certificate(), *offered))


def _label(context: Context, named: Named) -> str:
    return labels.label(views.told_apart(named, context.roadmap, labels.LONGEST_APART))


# Telling


async def _told(context: Context, known: Proofs, named: Named, told: Told, held: Held | None) -> Reply:
    """The certification is held so from now on (None: dropped)."""
    link, *others = told.links or ("",)
    if len(link) > LONGEST_LINK:
        return Reply(text=texts.too_long(LONGEST_LINK))
    if _is_one_too_many(context, known, named):
        return Reply(text=texts.too_many_own(MOST_OWN))
    day = told.day or context.today
    facts, seen = _facts(known, named, told, held, day), views.told_apart(named, context.roadmap)
    taken = take(context, known, (named.topic,), named.name) if held else None
    facts += taken.facts if taken else ()
    if not facts:
        return Reply(
            text=texts.so_already(replace(shown(named, known), named=seen), context.today), buttons=states(known, named)
        )
    result = await tell(context, facts)
    if held is None:
        return Reply(text=texts.dropped(seen), buttons=(result.undo,), in_place=False)
    said = named.name if seen is named else str(named.number)
    is_shown = bool(link or (taken and taken.facts)) or held is not Held.EARNED
    now = proving.proofs(await context.events())
    return Reply(
        text=paragraphs(
            texts.told(held, seen, now.certificates[named.key].day, context.today),
            texts.linked(link, others),
            taken.said if taken else None,
            None if is_shown or now.certificates[named.key].link else texts.show_it(said, context.speaker.platform),
            result.welcome,
        ),
        buttons=(
            *((Button(labels.portfolio(), "/portfolio"),) if held is Held.EARNED else states(now, named)),
            *(() if told.day else (other_day(result),)),
            result.undo,
        ),
    )


def _is_one_too_many(context: Context, known: Proofs, named: Named) -> bool:
    """Whether this would be one more of the learner's own than are kept."""
    is_new = named.key not in known.certificates and named.key not in context.roadmap.certifications.by_key
    return is_new and sum(not one.topic for one in known.certificates.values()) >= MOST_OWN


def _facts(known: Proofs, named: Named, told: Told, held: Held | None, day: date) -> tuple[Fact, ...]:
    """What is told of the certification itself."""
    if held is None:
        return proving.drop(known, named.topic, named.name, day)
    link = told.links[0] if told.links else ""
    return proving.tell(known, named.topic, named.name, held, day, link=link, moves=told.day is not None)
