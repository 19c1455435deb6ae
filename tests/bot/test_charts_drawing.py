"""Pictures as PNG: drawn with the shipped font, elsewhere, once, and without taking the answer down with them."""

import asyncio
import math
import os
import re
import signal
from pathlib import Path
from shutil import copyfile
from struct import unpack_from
from time import process_time

import pytest
from markupsafe import Markup

from bot.charts import worker
from bot.charts.chart import chart
from bot.charts.face import FAMILY, FOLDER
from bot.charts.fallback import FALLBACK, FOLDERS, Fallback
from bot.charts.lettering import drawable, is_ours, width
from bot.charts.raster import rasterise
from bot.charts.svg import NARROWEST, PIXELS, WIDEST, text
from bot.chat.command import command
from bot.chat.context import Context
from bot.chat.dispatch import Dispatcher
from bot.chat.platform import Place, Speaker, Spoken
from bot.chat.reply import Message, Picture, Reply
from bot.commands import COMMANDS
from bot.drawing import Drawer, draw_here
from bot.errors import NotDrawn
from bot.nudges.arming import returning
from bot.platforms.console.renderer import plain
from bot.store import Database
from bot.texts.helps import of
from tests.bot.chart_values import TITLES, plan_of
from tests.bot.conftest import ANN, Talk
from tests.conftest import SQLITE

ENGINES = SQLITE
FONTS = Path(__file__).parent / "fonts"

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">{}</svg>'
PNG = b"\x89PNG\r\n\x1a\n"


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(PNG)
    width, height = unpack_from(">LL", png, 16)
    return width, height


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def environment(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


@pytest.fixture
async def drawer():
    drawer = Drawer()
    yield drawer
    await drawer.close()


@pytest.mark.drill
@pytest.mark.parametrize("count", [5, 15, 20, 30])
def test_a_picture_has_the_size_it_states_and_its_texts_are_seen(count: int) -> None:
    svg = chart(plan_of(count), None)
    png = rasterise(svg)
    across, down = size_of(png)
    assert [str(across), str(down)] == re.findall(r' (?:width|height)="(\d+)"', svg)[:2]
    assert NARROWEST <= across <= WIDEST
    assert across == NARROWEST or across * down <= PIXELS + WIDEST, (
        "a tall one is drawn smaller, as far as it can be read"
    )
    assert len(rasterise(re.sub("<text.*</text>", "", svg))) < 0.5 * len(png)


@pytest.mark.parametrize("title", [drawable(title) for title in TITLES])
@pytest.mark.parametrize("bold", [False, True])
def test_a_text_is_drawn_no_wider_than_it_was_measured(title: str, bold: bool) -> None:
    room = math.ceil(width(title, 40, bold=bold))

    def seen(x: float) -> bytes:
        """What is drawn in the 60 pixels from ``x`` on."""
        said = text(0, 50, title, "#000000", size=40, bold=bold)
        size = f'width="60" height="80" viewBox="{x} 0 60 80" font-family="{FAMILY}"'
        return rasterise(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{said}</svg>')

    nothing = seen(5000)
    assert seen(room + 1) == nothing
    joins = "ش" in title  # joined letters are narrower than their widest forms, which are measured
    assert seen(room * 0.8 - 60 if joins else room - 60) != nothing


@pytest.mark.drill
async def test_pictures_are_drawn_by_another_process_the_same_as_here(drawer: Drawer) -> None:
    assert drawer.pid is None, "nothing is started before it is needed"
    svg = chart(plan_of(7), None)
    assert await drawer.draw(svg) == rasterise(svg)
    assert drawer.pid not in {None, os.getpid()}


@pytest.mark.skipif(not any(folder.is_dir() for folder in FOLDERS), reason="the system has no fonts")
async def test_the_process_reads_the_fonts_of_the_system_where_it_reads_nothing_else(drawer: Drawer) -> None:
    system = Fallback()
    signs = (char for char in map(chr, range(0x0E80, 0x3000)) if char.isalpha() and not is_ours(char))
    sign = next((char for char in signs if system.family(char)), None)
    if sign is None:
        pytest.skip("no font of the system has a sign that ours lacks")
    FALLBACK.look_in(*FOLDERS)
    try:
        svg = SVG.format(text(0, 10, sign, "#000000", size=10))
        assert await drawer.draw(svg) == rasterise(svg) != rasterise(SVG.format(""))
    finally:
        FALLBACK.look_in()


def test_a_font_that_is_a_link_may_be_read_where_it_leads_to(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "fonts", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    font = Path(copyfile(FONTS / "Faces.ttf", elsewhere / "Faces.ttf"))
    (folder / "Faces.ttf").symlink_to(font)
    (folder / "gone.ttf").symlink_to(elsewhere / "gone.ttf")
    FALLBACK.look_in(folder, tmp_path / "nowhere")
    try:
        assert worker.readable() == {FOLDER, folder, font}
    finally:
        FALLBACK.look_in()


async def test_the_loop_goes_on_while_a_picture_is_drawn(drawer: Drawer) -> None:
    ticks, drawn = 0, asyncio.create_task(drawer.draw(chart(plan_of(60), None)))
    while not drawn.done():
        await asyncio.sleep(0.001)
        ticks += 1
    assert size_of(await drawn)
    assert ticks > 10


async def test_what_was_drawn_lately_is_not_drawn_again(drawer: Drawer) -> None:
    first = await drawer.draw(SVG.format(""))
    os.kill(drawer.pid, 9)
    assert await drawer.draw(SVG.format("")) is first


async def test_no_more_pictures_are_kept_than_have_room() -> None:
    older, newer = (SVG.format(f'<rect width="{side}" height="9"/>') for side in (5, 9))
    drawer = Drawer(most_kept=len(rasterise(older)) + 10)
    try:
        first, last = await drawer.draw(older), await drawer.draw(newer)
        assert await drawer.draw(newer) is last
        assert await drawer.draw(older) is not first
    finally:
        await drawer.close()


async def test_a_process_that_was_killed_is_replaced(drawer: Drawer) -> None:
    await drawer.draw(SVG.format(""))
    before = drawer.pid
    os.kill(before, 9)
    assert size_of(await drawer.draw(SVG.format("<path/>"))) == (20, 10)
    assert drawer.pid != before


async def test_what_is_no_picture_is_refused_and_the_next_one_drawn(drawer: Drawer) -> None:
    with pytest.raises(NotDrawn):
        await drawer.draw("<svg")
    with pytest.raises(NotDrawn):
        await draw_here("<svg")
    assert size_of(await drawer.draw(SVG.format(""))) == (20, 10)


async def test_a_picture_that_takes_too_long_is_given_up_with_its_process_and_the_next_one_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawer = Drawer()
    try:
        await drawer.draw(SVG.format(""))
        stuck = drawer.pid
        os.kill(stuck, signal.SIGSTOP)
        with monkeypatch.context() as impatient:  # of a process that has been started
            impatient.setattr(drawer, "_patience", 0.2)
            with pytest.raises(NotDrawn):
                await drawer.draw(SVG.format("<path/>"))
        assert not runs(stuck)
        assert size_of(await drawer.draw(SVG.format("<path/>"))) == (20, 10)
    finally:
        await drawer.close()


async def test_a_drawer_that_is_closed_leaves_no_process_and_draws_no_more() -> None:
    drawer = Drawer()
    await drawer.draw(SVG.format(""))
    await drawer.close()
    assert not runs(drawer.pid)
    with pytest.raises(NotDrawn):
        await drawer.draw(SVG.format("<path/>"))


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="only Linux shows what a process knows")
async def test_the_process_knows_none_of_our_secrets(drawer: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "12:secret")
    await drawer.draw(SVG.format(""))
    assert b"secret" not in environment(drawer.pid)


def test_the_process_leaves_when_there_is_nothing_to_draw() -> None:
    reads, writes = os.pipe()
    with os.fdopen(reads, "rb") as source, os.fdopen(writes, "wb"), Path(os.devnull).open("wb") as sink:
        worker.work(source, sink, idle=0.01)  # it returns although the pipe is open


@pytest.mark.drill
def test_drawing_takes_a_fraction_of_a_second() -> None:
    svg = chart(plan_of(60), None)
    rasterise(svg)
    times = []
    for _ in range(5):
        begun = process_time()
        rasterise(chart(plan_of(60), None))
        times.append(process_time() - begun)
    assert min(times) < 0.5, "of the processor; 150 ms are meant"


@command("draw", of("A picture that cannot be drawn"), "/draw")
async def broken(context: Context) -> Reply:
    await context.enrol(context.roadmap, context.today)
    return Reply(text=Markup("Here it is."), pictures=(Picture("broken.png", lambda: "<svg", "a <b>"),))


async def test_a_picture_is_sent_with_what_it_shows_in_words(talk: Talk) -> None:
    message = await talk.say("/chart")
    (drawn,) = message.attachments
    assert (drawn.name, drawn.media_type) == ("chart.png", "image/png")
    assert drawn.alt.startswith("Machine learning and data on 4 Jan 2027: 0 of 7 topics done.")
    assert size_of(drawn.content)[0] == WIDEST


async def test_where_a_picture_does_not_come_out_its_words_are_said_and_what_was_stored_stays(
    database: Database,
) -> None:
    talk = Talk(database, (*COMMANDS, broken))
    message = await talk.say("/draw")
    assert message.attachments == ()
    assert plain(message.text) == (
        "Here it is.\n\nThe picture didn't come out this time; try it once more in a minute. In words: a <b>"
    )
    assert "enrolments" in {name for name, rows in (await talk.rows()).items() if rows}


async def test_pictures_are_drawn_after_the_commit(database: Database) -> None:
    stored = []

    async def look(svg: str) -> bytes:
        stored.append((await talk.rows())["enrolments"])
        return b"png"

    talk = Talk(database, (*COMMANDS, broken))
    talk.dispatcher = Dispatcher(
        database, (*COMMANDS, broken), clock=talk.clock, default_zone="UTC", returning=returning, draw=look
    )
    message = await talk.dispatcher.say(Spoken(Speaker("console", ANN), Place(ANN, direct=True), "/draw", talk.clock()))
    assert isinstance(message, Message)
    assert [len(rows) for rows in stored] == [1]


@pytest.mark.drill
async def test_asking_for_a_picture_stores_nothing(talk: Talk) -> None:
    await talk.say("/start ml-data today")
    before = await talk.rows()
    for line in ("/chart", "/heatmap", "/card", "/card Ann"):
        assert await talk.say(line)
    after = await talk.rows()
    assert {name: rows for name, rows in after.items() if name != "rates"} == {
        name: rows for name, rows in before.items() if name != "rates"
    }
