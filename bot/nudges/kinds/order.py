"""What an admin of a group did, told to whom they did it. The subject is the order, the period says whether it is over."""

from collections.abc import Callable

from markupsafe import Markup

from bot.chat.library import find_roadmaps
from bot.chat.reply import Reply
from bot.nudges.errands import Errand
from bot.nudges.group.direct import OVER
from bot.nudges.group.order import BACK
from bot.nudges.kinds.abilities import in_daytime, title_of
from bot.nudges.kinds.scenes import ToChat
from bot.reasons import Reason
from bot.store import Deed, Group, NudgeKind, NudgeState, Order, Outcome
from bot.texts import group_order as texts
from bot.texts.stages import told_apart


async def compose(scene: ToChat) -> Errand | Outcome:
    """Nothing where it was taken back before it was told, or is over by itself; and what was never told is not called off."""
    order = await scene.store.orders.find(scene.nudge.subject or 0)
    is_over = scene.nudge.period.partition(".")[2] == OVER
    if order is None or order.holds(scene.now) == is_over:
        return scene.skip(Reason.SETTLED_ALREADY)
    if is_over and not await scene.store.sent.is_told(NudgeKind.ORDER, order.id):
        return scene.skip(Reason.SETTLED_ALREADY)
    group = (await scene.store.groups.by_ids([order.group_id]))[order.group_id]
    title = await title_of(scene, group)
    if is_over:
        return await in_daytime(scene, Reply(text=(await _over(scene, order))(title)))
    match order.deed:
        case Deed.MUTED if order.until:
            zone = scene.contact.learner.zone_or(scene.default_zone)
            text = texts.told_muted(title, order.until, zone, scene.now)
        case Deed.REMOVED:
            text = texts.told_removed(title)
        case Deed.CLOSED:
            text = texts.told_closed(await _topic(scene, group, order), title)
        case _:
            text = texts.told_hidden(title)
    return await in_daytime(scene, Reply(text=text))


async def _over(scene: ToChat, order: Order) -> Callable[[str], Markup]:
    """What is said of an order that is over: whether what they said stands there again."""
    if order.deed not in {Deed.HIDDEN, Deed.CLOSED}:
        return texts.told_back
    if await scene.store.orders.about(order.group_id, order.account_id, Deed.MUTED, scene.now):
        return texts.told_not_hidden if order.deed is Deed.HIDDEN else texts.told_open
    request = await scene.store.helping.find(order.subject or 0) if order.kind == NudgeKind.HELP else None
    again = await scene.store.sent.row_of(order.group_id, NudgeKind(order.kind), f"{BACK}.{order.post}")
    is_gone = bool(request and request.closed_at) or (again and again.state is NudgeState.SKIPPED)
    return texts.told_not_hidden if is_gone else texts.told_said_again


async def _topic(scene: ToChat, group: Group, order: Order) -> str:
    request = await scene.store.helping.find(order.subject or 0)
    slug = group.roadmap or ""
    roadmap = (await find_roadmaps(scene.store, [slug])).get(slug)
    asked = roadmap.by_slug.get(request.topic) if roadmap and request else None
    return told_apart(roadmap, asked) if roadmap and asked else request.topic if request else ""
