"""/group hide and close: posts of the bot that are to go, and questions that are to end, by those who manage the group."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from bot.chat.command import Arg
from bot.chat.context import Context
from bot.chat.reply import Button, Reply, choices
from bot.commands.group.help_requests import title_in
from bot.commands.group.here import Here, aside, here, in_the_group, known, of_this_chat
from bot.commands.group.managing import managed
from bot.commands.group.undoing import undo
from bot.nudges.group import order as orders
from bot.nudges.group.copies import copied_by
from bot.nudges.group.names import names_in
from bot.store import Deed, Group, HelpRequest, Nudge, NudgeKind
from bot.store.post_names import untraced
from bot.texts import group_order as texts
from bot.texts import helps
from bot.texts.phrases import SHOWN, shortened
from roadmap.group.names import inert

MOST_SHOWN = 25
LATELY = timedelta(days=1)
"""For so long after a post that may stand twice was hidden, what else is hidden may be its copy: it is not called an answer."""


@managed("group hide", helps.GROUP_HIDE, "/group hide", on_message=helps.HIDE_THIS, about_post=True)
async def hide(context: Context, what: Annotated[str | None, Arg(offered=False)] = None) -> Reply:
    group = known(context)
    if context.replies_to is None and context.people and not what:  # said in reply to somebody's own message
        return aside(texts.not_mine())
    if context.replies_to is None or what:
        return aside(texts.hide_how(by_menu=context.place.whispers))
    groups = await of_this_chat(context, group)
    if post := await context.store.sent.to_groups([one.id for one in groups], context.replies_to):
        return await _post_hidden(context, _of(groups, post), post)
    return await _answer_hidden(context, groups, context.replies_to)


def _of(groups: Sequence[Group], post: Nudge) -> Group:
    """The group in which it was posted."""
    return next(one for one in groups if one.id == post.group_id)


async def _post_hidden(context: Context, group: Group, post: Nudge) -> Reply:
    noted = await orders.hide(context.store, group, post, context.now)
    await _watched(context, group, post.message_id)
    if noted is None:
        return aside(texts.hidden_already())
    if post.kind is NudgeKind.BOARD:
        return aside(texts.board_hidden())
    quotes = sum(order.deed is Deed.UNQUOTED for order in noted)
    text = texts.hidden_with_quotes(quotes) if quotes else texts.hidden()
    buttons = (undo(noted[0]),) if noted else ()
    return Reply(text=text, buttons=buttons, private=context.place.whispers or not buttons)


async def _answer_hidden(context: Context, groups: Sequence[Group], message_id: str) -> Reply:
    """A message of the bot that is no post of the ledger, and whatever else that answer stands in: nobody quotes it, and nothing is left to bring back. What is just being
    posted has no number yet, so it is waited for, lest a post be taken for an answer and what it says stay elsewhere."""
    posts, group = context.store.posts, groups[0]
    message_id = await context.store.answers.first_of(group.platform, group.chat_id, message_id)
    if await posts.is_any_under_way([one.id for one in groups]):
        return aside(texts.not_known_yet())
    if copied := await copied_by(context.store, [one.id for one in groups], context.replied):
        return await _copy_hidden(context, groups, copied, message_id)
    is_new = await posts.erasing.answer(group.id, group.platform, context.place.thread_id, message_id, context.now)
    await _watched(context, group, message_id)
    if not is_new:
        return aside(texts.hidden_already())
    may_be_copy = await posts.hides_any_twice([one.id for one in groups], context.now - LATELY)
    return aside(texts.hidden() if may_be_copy else texts.answer_hidden())


async def _copy_hidden(context: Context, groups: Sequence[Group], post: Nudge, message_id: str) -> Reply:
    """A post that was sent twice goes with its first copy, whose number nobody knew until now."""
    group, place = _of(groups, post), context.place
    erasing = context.store.posts.erasing
    await erasing.answer(group.id, group.platform, place.thread_id, message_id, context.now)
    await _watched(context, group, message_id)
    return await _post_hidden(context, group, post)


async def _watched(context: Context, group: Group, message_id: str) -> None:
    """It is said that it goes, before the platform may refuse that: who said so hears of it then."""
    by = (await context.meet()).account
    await orders.watch(context.store, group, message_id, by, context.now)


@managed("group close", helps.GROUP_CLOSE, "/group close", "/group close 3")
async def close(context: Context, request: int | None = None) -> Reply:
    now = await here(context)
    waiting = await context.store.helping.open([now.group.id])
    number = request if request is not None else await _replied_to(context, now.group)
    if number is None:
        return await _which(context, now, waiting)
    meant = next((one for one in waiting if one.id == number), None)
    if meant is None:
        return aside(texts.no_such_question(number))
    order = await orders.close(context.store, now.group, meant, context.now)
    return aside(texts.question_closed(number), *in_the_group(context, undo(order)))


async def _replied_to(context: Context, group: Group) -> int | None:
    """The number of the question whose post it is said in reply to."""
    if context.replies_to is None:
        return None
    post = await context.store.sent.to_group(group.id, context.replies_to)
    return post.subject if post and post.kind is NudgeKind.HELP else None


async def _which(context: Context, now: Here, waiting: Sequence[HelpRequest]) -> Reply:
    if not waiting:
        return aside(texts.nothing_open())
    some = waiting[:MOST_SHOWN]
    names = await names_in(context.store, now.group.id)
    rows = [
        untraced(
            texts.open_question(
                one.id,
                names[one.account_id],
                title_in(now.roadmap, one.topic),
                inert(shortened(one.question, SHOWN)),
            )
        )
        for one in some
        if one.account_id in names
    ]
    buttons = (
        Button(texts.close_it(one.id, shortened(title_in(now.roadmap, one.topic))), f"/group close {one.id}")
        for one in some
    )
    text = texts.which_to_close(rows)
    return aside(text, *in_the_group(context, *choices(texts.question_to_close(), *buttons)))
