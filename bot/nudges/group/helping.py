"""A request for help: who is asked are the members on the topic or past it."""

from markupsafe import Markup

from bot.chat.reply import Button, Reply
from bot.nudges.errands import Errand
from bot.nudges.group.company import gather
from bot.nudges.group.scene import Scene
from bot.store import HelpRequest, Outcome
from bot.store.naming import Traced
from bot.texts import group_help as texts
from roadmap.group import asking


async def helping(scene: Scene) -> Errand | Outcome:
    """Nothing where the request was closed meanwhile, or its asker has left."""
    request = await scene.store.helping.find(scene.nudge.subject or 0)
    company = await gather(scene.store, scene.group, scene.now, scene.default_zone)
    if request is None or request.closed_at or company is None:
        return scene.skip("settled already")
    by_account = {one.name.account_id: one for one in company.members if isinstance(one.name, Traced)}
    topic = next((one for one in company.roadmap.topics if one.slug == request.topic), None)
    asker = by_account.get(request.account_id)
    if topic is None or asker is None:
        return scene.skip("settled already")
    asked = asking.HelpRequest(
        asker=asker.id,
        name=asker.name,
        topic=topic,
        asked_on=request.asked_at.date(),
        question=Traced(request.question, request.account_id) if request.question else "",
    )
    who = asking.helpers(company.plans, topic.slug, asker=request.account_id)
    names = [Markup.escape(by_account[account].name) for account in who]
    return await scene.post(Reply(text=texts.asked(asked, names), buttons=buttons(request)))


def buttons(request: HelpRequest) -> tuple[Button, ...]:
    """The one button of an open request."""
    return () if request.closed_at else (Button("🤝 I can help", f"/canhelp {request.id}"),)
