"""Files of long roadmaps are written by a process of their own, to the letter as short ones are here; where one does not come
out, the answer stands and says so."""

from collections.abc import Sequence

import pytest
from markupsafe import Markup
from structlog.testing import capture_logs

from bot.chat.attachments import attached
from bot.chat.reply import Composed, Message, Picture, Reply, Ticked, Written
from bot.drawing import draw_here
from bot.files import writer
from bot.files.reader import in_a_process
from bot.files.writer import MOST_HERE, Wanted, written
from bot.platforms.console.renderer import plain
from roadmap.facts import Fact, Kind
from roadmap.model import Duration, Hours, Resource, Roadmap, Step, Topic
from roadmap.plan import Plan, make_plan
from roadmap.progress import Progress
from roadmap.replay import apply
from roadmap.step_lists import kept
from tests.attacks.limits import dense
from tests.bot.conftest import MONDAY, Talk

FORMS = ("markdown", "csv", "json", "calendar")


def long_plan() -> Plan:
    """Somebody on a roadmap that is just too long to be written here, with something of everything in it."""
    topics = tuple(
        Topic(
            slug=f"t{number}",
            number=number,
            title=f"Topic {number} & „more“ | {number % 7}",
            prerequisites=tuple(f"t{before}" for before in range(max(1, number - 3), number)),
            skills=("Git, Docker",) if number % 9 == 0 else (),
            duration=Duration.in_weeks(1, 2) if number % 4 else None,
            weekly_hours=Hours(2, 3.5) if number % 3 else None,
            resources=(Resource("A page", f"https://example.org/{number}"),) if number % 5 == 0 else (),
            stage="First" if number < 20 else "Second",
            steps=(Step("one", "One"), Step("two", "Two")) if number % 6 == 0 else (),
        )
        for number in range(1, MOST_HERE // 3)
    )
    told = [
        Fact(kind=Kind.BEGUN, day=MONDAY.date(), topic="t2"),
        Fact(kind=Kind.COMPLETED, day=MONDAY.date(), topic="t1"),
        Fact(kind=Kind.STEP_DONE, day=MONDAY.date(), topic="t6", step="two"),
        Fact(kind=Kind.STEPS_CHANGED, day=MONDAY.date(), topic="t7", steps=kept([Step("own", "My own", 30)])),
    ]
    return make_plan(Roadmap("long", "Long", topics), apply(Progress(MONDAY.date()), *told), MONDAY.date())


@pytest.mark.drill
@pytest.mark.parametrize("form", FORMS)
async def test_a_process_of_its_own_writes_a_long_roadmap_as_it_would_be_written_here(form: str) -> None:
    plan = long_plan()
    wanted = Wanted(form, plan, learner=7, stamp=MONDAY)
    assert not writer._is_short(wanted.plan.roadmap)
    assert await written(wanted) == writer._here(wanted)


async def made(
    *documents: Ticked | Written | Composed, pictures: Sequence[Picture] = (), told: list[str] | None = None
) -> Message:
    """An answer with these documents and pictures, as it is sent; operators are ``told`` these numbers."""
    reply = Reply(text=Markup("Here you are."), documents=documents, pictures=tuple(pictures))

    async def own_up(incident: str) -> None:
        if told is not None:
            told.append(incident)

    return await attached(Message(text=reply.text), reply, draw_here, in_a_process, own_up=own_up)


def table(form: str = "markdown", plan: Plan | None = None) -> Written:
    return Written("any.md", "text/markdown", Wanted(form, plan or long_plan(), learner=7, stamp=MONDAY))


@pytest.mark.drill
async def test_a_list_that_cannot_be_ticked_as_it_came_is_sent_as_a_table() -> None:
    (sent,) = (await made(Ticked(source="nothing to tick", statuses=(), instead=table()))).attachments
    assert sent.content == writer._here(table().wanted)
    assert (sent.name, sent.media_type) == ("any.md", "text/markdown")


def broken() -> bytes:
    raise ValueError("this was not meant to be")


def undrawn() -> str:
    raise ZeroDivisionError


@pytest.mark.drill
@pytest.mark.parametrize("document", [table("nothing of ours"), Composed("any.json", "application/json", broken)])
async def test_where_a_file_does_not_come_out_the_answer_stands_and_says_so(document: Written | Composed) -> None:
    other = Composed("other.json", "application/json", lambda: b"{}")
    message = await made(document, other)
    assert [one.name for one in message.attachments] == ["other.json"]
    assert plain(message.text) == ("Here you are.\n\nThe file didn't come out this time; try it once more in a minute.")


async def test_of_a_file_and_a_picture_that_break_operators_are_told_the_numbers() -> None:
    told: list[str] = []
    odd = Picture("odd.png", undrawn, "odd")
    with capture_logs() as logs:
        await made(Composed("any.json", "application/json", broken), pictures=[odd], told=told)
    assert told == [log["incident"] for log in logs if log["event"] in {"document.broke", "picture.broke"}]
    assert len(set(told)) == 2


async def test_files_come_in_the_order_in_which_they_were_named(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    answer = await lean.say("/export")
    assert answer
    assert [one.name for one in answer.attachments] == ["machine-learning-and-data.md", "roadmate.json"]


@pytest.mark.drill
async def test_the_largest_roadmap_with_all_that_its_topics_wait_for_comes_out_in_time() -> None:
    plan = make_plan(dense()[0], Progress(MONDAY.date()), MONDAY.date())
    table = await written(Wanted("markdown", plan, learner=7, stamp=MONDAY))
    assert table.count(b"\n| ") > len(plan.roadmap.topics)
