"""Certifications shown: all of a roadmap a page at a time, those of a topic, and one of them, with the files that were kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.chat.context import Context
from bot.chat.reply import Button, Reply, Style, choices
from bot.commands.evidence import again, files_of, proofs_of
from bot.said.certifications import own_of, reference
from bot.texts import certificate_labels as labels
from bot.texts import certificate_views as texts
from bot.texts import forms, stages
from bot.texts import topics as topic_texts
from bot.texts.phrases import paragraphs
from roadmap.certifications import Named
from roadmap.model import Topic
from roadmap.proofs import Held, Proofs


def shown(named: Named, known: Proofs) -> texts.Shown:
    return texts.Shown(named, known.certificates.get(named.key))


def every(context: Context, known: Proofs) -> tuple[Named, ...]:
    """Those of the roadmap, and the learner's own."""
    return (*context.roadmap.certifications.all, *own_of(context.roadmap, known))


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some of all, ``page`` of so many ``pages``, the first being 1."""

    rows: Sequence[texts.Shown]
    known: Proofs
    page: int
    pages: int


async def leaf_of(context: Context, number: int) -> Leaf | None:
    """A page of all, the last one where there are not so many; None where there is none."""
    known = await proofs_of(context)
    if not (all_of_them := every(context, known)):
        return None
    pages = -(-len(all_of_them) // texts.PAGE)
    page = min(max(number, 1), pages)
    rows = [shown(one, known) for one in all_of_them[(page - 1) * texts.PAGE : page * texts.PAGE]]
    return Leaf(rows, known, page, pages)


async def listed(context: Context, page: int, *, in_place: bool = False) -> Reply:
    """A page of all, which its buttons turn."""
    leaf = await leaf_of(context, page)
    place = texts.Place(leaf.page, leaf.pages) if leaf else texts.ALONE
    return replace(leaf_shown(context, leaf, place), in_place=in_place)


def leaf_shown(context: Context, leaf: Leaf | None, place: texts.Place = texts.ALONE) -> Reply:
    """What stands on it; buttons lead to its neighbours as far as it has any in this ``place``."""
    if leaf is None:
        return Reply(text=texts.none_here(context.roadmap))
    page, pages = place.page, place.pages
    return Reply(
        text=texts.listed(context.roadmap, leaf.rows, leaf.known, place, context.today),
        buttons=(
            *choices(forms.which_certificate(), *map(_opening, leaf.rows)),
            *((Button(stages.earlier(page - 1), f"/certificates page {page - 1}"),) if page > 1 else ()),
            *((Button(stages.later(page + 1), f"/certificates page {page + 1}"),) if page < pages else ()),
            *((Button(labels.portfolio(), "/portfolio"),) if leaf.known.earned else ()),
        ),
    )


def _opening(row: texts.Shown) -> Button:
    return Button(labels.numbered_label(row), f"/certificates {reference(row.named)}")


def words(context: Context, known: Proofs, named: Named) -> Markup:
    """One certification, in words."""
    return texts.one(shown(named, known), context.roadmap, context.today)


def view(context: Context, known: Proofs, named: Named) -> Reply:
    """One certification, with its files, and how it may be held from now on."""
    certificate = known.certificates.get(named.key)
    files = again(context, certificate.files if certificate else ())
    return Reply(
        text=paragraphs(words(context, known, named), files.said),
        buttons=(*states(known, named), Button(labels.all_of_them(), "/certificates")),
        exhibits=files.exhibits,
    )


def states(known: Proofs, named: Named) -> tuple[Button, ...]:
    """How it may be held from now on."""
    held, ref = shown(named, known).held, reference(named)
    return (
        *((Button(labels.plan_it(), f"/certificates planned {ref}"),) if held is None else ()),
        *((Button(labels.begin_it(), f"/certificates under way {ref}"),) if held in {None, Held.PLANNED} else ()),
        *((Button(labels.earn_it(), f"/earned {ref}"),) if held is not Held.EARNED else ()),
        *((Button(labels.drop_it(), f"/certificates drop {ref}", Style.DANGER),) if held else ()),
    )


def of_topic(context: Context, known: Proofs, topic: Topic) -> tuple[texts.Shown, ...]:
    """The certifications of a topic: those that the roadmap names, and what else was told of it."""
    named = context.roadmap.certifications.of_topic(topic.slug)
    own = (one for one in own_of(context.roadmap, known) if one.topic == topic.slug)
    return tuple(shown(one, known) for one in (*named, *own))


async def topic_view(context: Context, known: Proofs, topic: Topic) -> Reply:
    """The certifications of a topic, and all files that were kept of it."""
    rows, files = of_topic(context, known, topic), again(context, files_of(known, topic.slug))
    return Reply(
        text=paragraphs(
            topic_texts.titled(await context.plan(), topic, topic.title),
            topic_texts.certifications(topic, rows, context.today) or texts.none_of_topic(),
            files.said,
        ),
        buttons=choices(forms.which_certificate(), *map(_opening, rows[: texts.PAGE])),
        exhibits=files.exhibits,
    )
