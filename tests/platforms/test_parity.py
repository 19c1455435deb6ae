"""One script on every platform: the same words, the same labels of buttons and the same files, each platform's own marks
taken away.

In the terminal and on Telegram lines are typed, on Discord commands are chosen from the menu with their options; a file
goes as each platform sends files. All of them keep the same time.
"""

from asyncio import gather
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from bot.chat.command import Where
from bot.chat.menu import by_name
from bot.commands import COMMANDS
from bot.nudges.engine import Nudging
from bot.platforms import packs
from tests.platforms.sides import SIDES, Shown, Side, side_by_side

FILES = Path(__file__).parents[1] / "stories" / "files"


@dataclass(frozen=True)
class Call:
    """A command with the texts of its options."""

    name: str
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Press:
    """A press on the latest button of this label."""

    label: str


@dataclass(frozen=True)
class Send:
    """A file, without a word where the platform hears it so."""

    path: Path

    @property
    def content(self) -> bytes:
        return self.path.read_bytes()


@dataclass(frozen=True)
class Wait:
    """Time passes; ``nudged`` says that a nudge has fallen due meanwhile."""

    length: timedelta
    nudged: bool = False


Step = Call | Press | Send | Wait


def call(name: str, /, **options: Any) -> Call:
    return Call(name, options)


A_WHILE = Wait(timedelta(minutes=5))

SCRIPT: tuple[Step, ...] = (
    # A stranger looks around and is met.
    call("help"),
    call("help", about="done"),
    call("roadmap"),
    call("status"),
    call("card"),
    call("partner"),
    call("leaders"),
    call("member", what="1 2"),
    call("promise", what="two chapters by sunday"),
    call("celebrate"),
    call("unlink"),
    call("start"),
    Press("🎒 Start today"),
    call("start", roadmap="ml-data"),
    call("timezone", city="springfield"),
    call("timezone", city="berlin"),
    call("known", what="data engineering and sql"),
    Press("↩ Undo"),
    call("known", what="something"),
    call("plan"),
    call("dates"),
    call("settings"),
    call("settings", shown="dark"),
    call("settings", shown="plain"),
    call("status"),
    call("settings", shown="emoji"),
    call("settings operators"),
    A_WHILE,
    # Progress, right and wrong.
    call("begin", topics="nlp", when="yesterday"),
    call("topic", topic="nlp"),
    call("done", topics="nlp, 1", when="today", link="https://example.org/my_work*"),
    Press("↩ Undo"),
    call("done", topics="1 3", when="today"),
    call("done", topics="cooking"),
    call("done", topics="m"),
    call("begin", topics="cicd", when="31 april"),
    call("skip", topics="image processing"),
    call("reopen", topics="4"),
    call("checkin", minutes="45m", note="chapter *3* of <b> & [a](b)"),
    call("checkin", minutes="0"),
    call("checkin", minutes="1h30", topics="nlp", when="last night"),
    # What there is to show for it.
    call("certificates"),
    Press("☐ 3. Kaggle Notebooks"),
    Press("🟡 Under way"),
    Press("↩ Undo"),
    call("earned", what="kaggle https://example.org/my_cert* yesterday"),
    call("earned", what="gcp https://example.org/gcp"),
    Press("GCP Skill Badges"),
    Press("↩ Undo"),
    call("earned", what="a <b> & *own* one https://example.org/x"),
    call("certificates", what="planned cooking.pdf"),
    call("certificates", what="nlp"),
    call("topic", topic="time series"),
    call("portfolio"),
    A_WHILE,
    call("correct", minutes="2h"),
    call("otherday", which="yesterday"),
    A_WHILE,
    call("log", minutes="50m", topics="nlp", note="chain *rule* = <local> gradients"),
    call("log", minutes="50m", topics="nlp"),
    Press("✍️ Add it, too"),
    call("log", minutes="31m", topics="nlp", note='"he said "attention is all" and left"'),
    call("log", minutes="25m"),
    call("othertopic", which="image processing"),
    call("sitting"),
    call("sitting", answers="minutes=20m&topics=#nlp"),
    call("log"),
    # A focus: begun, stopped, and its end told.
    call("focus", what="stop"),
    call("focus"),
    Press("⏳ 25 min"),
    A_WHILE,
    call("focus", minutes="45", topics="nlp"),
    Press("▶ Go on"),
    Press("⏹ Stop"),
    Press("➖ Less"),
    Press("✖ Not at all"),
    call("focus", minutes="25", topics="nlp", what="open"),
    call("focus", minutes="25", topics="wombat"),
    call("undo"),
    call("focus", minutes="5", topics="nlp"),
    Wait(timedelta(minutes=5), nudged=True),
    Press("✍️ 5 min"),
    Press("☕ Break 5"),
    Wait(timedelta(minutes=5), nudged=True),
    Press("▶ Go on"),
    call("focus", what="stop"),
    call("remember", topic="nlp", note="attention *weighs* <words>"),
    A_WHILE,
    call("done", topics="chapter 3 of nlp"),
    Press("✍️ Only chapter 3"),
    call("done", topics="nlp", when="last week"),
    Press("✖ Nothing"),
    call("nothing"),
    call("choose", what="1 begin"),
    call("undo", which="list"),
    # Steps within a topic.
    call("steps", what="nlp"),
    call("steps", what="nlp: 12 lessons"),
    Press("✔ Keep"),
    call("steps", what="nlp"),
    Press("☐ Lesson 2"),
    Press("☐ Lesson 3"),
    Press("☑ Lesson 3"),
    call("tick", steps="lessons 4 and 5 of nlp", when="yesterday"),
    call("done", topics="lesson 6 of nlp"),
    call("untick", steps="lesson 4"),
    call("done", topics="lesson 13 of nlp"),
    call("steps", what="nlp drop 12"),
    call("steps add", title="Attention <b>"),
    call("steps rename", step="12 to Attention"),
    call("steps move", step="12 to 1"),
    call("steps drop", step="1"),
    A_WHILE,
    call("next"),
    call("today"),
    Press("▶ Begin"),
    call("today"),
    Press("✍️ I studied it"),
    call("today"),
    Press("🌙 Not today"),
    call("undo"),
    call("undo"),
    call("why"),
    call("streak"),
    call("looks"),
    call("looks", said="on"),
    call("looks", said="off"),
    call("skills", skill="stats"),
    call("skills"),
    Press("☐ Docker"),
    call("undo"),
    A_WHILE,
    # Capacity and forecast.
    call("goal"),
    Press("3 days a week"),
    call("streak"),
    call("days", days="mon-fri"),
    Press("⏳ They meant every day: longer"),
    call("days"),
    call("hours", hours="6"),
    call("forecast"),
    call("whatif", what="finish by december"),
    call("replan"),
    call("replan", way="stretch"),
    call("plan", start="2026-02-01"),
    call("plan", start="2026-02-01", sure=True),
    Press("↩ Undo"),
    # Pictures and files.
    call("chart"),
    call("heatmap"),
    call("card", name="Ann"),
    call("export"),
    call("calendar"),
    call("calendar", deed="off"),
    call("web"),
    call("web", deed="off"),
    call("export", form="csv"),
    A_WHILE,
    # Nudges.
    call("nudges", setting="sunday 18:00"),
    call("nudges at", weekday="monday", time="09:00"),
    call("nudges often", rhythm="monthly"),
    call("nudges quiet", hours="21:00-08:00"),
    call("nudges on", where="any"),
    call("nudges off"),
    call("nudges announcements", switch="off"),
    call("nudges announcements", switch="on"),
    call("nudges", setting="sunday 18:00"),
    call("nudges", setting="weekly"),
    call("nudges quiet", hours="22:00-07:30"),
    Wait(timedelta(days=3, hours=18), nudged=True),
    call("nudges"),
    call("week"),
    call("week", said="2 days"),
    call("stuck"),
    call("stuck", said="time"),
    call("snooze", span="2d"),
    call("times", said="every day 21:30 25m"),
    Wait(timedelta(hours=2), nudged=True),
    Press("Skip"),
    call("times"),
    call("times", said="after dinner"),
    call("times", said="off"),
    call("pause", days="until friday"),
    call("resume"),
    # A roadmap of one's own.
    call("import"),
    Send(FILES / "web-path.md"),
    Press("✔ Take it"),
    call("hours", hours="6"),
    call("roadmap"),
    call("edit", what="javascript"),
    call("edit", what="rename javascript to <b>JS</b> & *all* that"),
    Press("↩ Undo"),
    call("edit", what="add Deployment after testing, 1 week"),
    call("edit", what="move testing before 2"),
    call("edit", what="length typescript 3"),
    Press("3 weeks"),
    call("edit", what="remove html"),
    call("edit", what="the lawn"),
    call("roadmaps"),
    call("share"),
    call("switch", roadmap="ml-data"),
    call("edit", what="remove cv"),
    call("status"),
    A_WHILE,
    call("plan", finish="by 30 june"),
    Press("↩ Undo"),
    A_WHILE,
    # Another chat, and goodbye.
    call("link"),
    call("link", code="ABCD-EFGH"),
    call("link", code="nonsense"),
    call("unlink"),
    call("export", form="calendar"),
    call("forget"),
    Press("🗑 Delete everything"),
    call("status"),
)


@pytest.fixture
def fresh(migrated: Path, tmp_path: Path) -> Callable[[str], str]:
    return lambda name: f"sqlite:///{copyfile(migrated, tmp_path / f'{name}.db')}"


@pytest.mark.timeout(240)  # it has two hundred steps on three platforms, on a machine with other things to do
async def test_one_script_goes_alike_on_every_platform(fresh: Callable[[str], str], tmp_path: Path) -> None:
    await goes_alike(fresh, tmp_path / "files", packs.names() - {"console"})


def test_every_platform_has_a_side() -> None:
    assert set(SIDES) == packs.names(), "tests/platforms/sides.py has a side and a line in SIDES for each platform"


async def goes_alike(fresh: Callable[[str], str], files: Path, others: Collection[str]) -> None:
    """The script reads on these platforms as it does in the terminal."""
    async with side_by_side(fresh, files, others) as (stage, measure, sides):
        for number, step in enumerate(SCRIPT):
            if isinstance(step, Wait):
                await stage.env.advance_time(step.length.total_seconds())
            if isinstance(step, Wait) and not step.nudged:
                continue
            shown = await played(measure, step)
            assert shown.words, (number, step)
            for side in sides:
                side.await_as_much_as(shown)
            for side, there in zip(sides, await gather(*(played(side, step) for side in sides)), strict=True):
                assert there == shown, (number, step, side.platform.name)


async def played(side: Side, step: Step) -> Shown:
    match step:
        case Call(name, options):
            return await side.call(name, options)
        case Press(label):
            return await side.press(label)
        case Send(path):
            return await side.send(path, step.content)
        case Wait():
            assert await nudging(side).work() == 1
            return await side.heard()


def nudging(side: Side) -> Nudging:
    return Nudging(side.database, {side.platform.name: side.platform}, default_zone="UTC", limits={})


def test_every_command_is_in_the_script() -> None:
    played = {step.name for step in SCRIPT if isinstance(step, Call)}
    assert played == {name for name, one in by_name(COMMANDS).items() if one.where is not Where.GROUP}, "SCRIPT"
    assert len(SCRIPT) >= 60
