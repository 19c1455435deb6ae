"""PURE: a long roadmap in pages: which page is meant, and the buttons that turn it."""

from bot.chat.reply import Button, Reply, choices
from bot.texts import stages as texts
from roadmap.overview import Overview, overview, within
from roadmap.plan import Plan
from roadmap.stages import Stage


def page_of(plan: Plan, page: int | None) -> Overview | Stage:
    """The page that a number means. Where there are not so many pages, it is a stage that was meant, if there is one."""
    shown = overview(plan.roadmap, plan.progress, page or 1)
    stage = plan.roadmap.stages.numbered(page or 0)
    return stage if stage and shown.page != (page or 1) else shown


def of_stage(plan: Plan, command: str, stage: Stage, page: int | None, said: texts.Row) -> Reply:
    """A page of one stage."""
    shown = within(stage, plan.progress, page or 1)
    head = f"/{command} {stage.reference}"
    behind = plan.roadmap.stages.numbered(stage.number + 1) if stage.number else None
    following = (Button(texts.label(behind, plan.progress), f"/{command} {behind.reference}"),) if behind else ()
    back = Button(texts.all_stages(), "/roadmap 1")
    return Reply(
        text=texts.one(plan, shown, said),
        buttons=(*_turning(head, shown.page, shown.pages), *following, back),
        in_place=page is not None,
    )


def turning(command: str, shown: Overview) -> tuple[Button, ...]:
    """The buttons from a page to those beside it."""
    return _turning(f"/{command}", shown.page, shown.pages)


def opening(plan: Plan, shown: Overview) -> tuple[Button, ...]:
    """A button for each stage of a page, the one where the learner is first."""
    here = (shown.here,) if shown.here and shown.page == 1 else ()
    stages = (*here, *shown.stages)
    opened = (Button(texts.label(stage, plan.progress), f"/roadmap {stage.reference}") for stage in stages)
    return choices(texts.open_a_stage(), *opened)


def _turning(head: str, page: int, pages: int) -> tuple[Button, ...]:
    earlier = (Button(texts.earlier(page - 1), f"{head} {page - 1}"),) if page > 1 else ()
    later = (Button(texts.later(page + 1), f"{head} {page + 1}"),) if page < pages else ()
    return (*earlier, *later)
