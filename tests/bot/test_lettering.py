"""Text as it is drawn: of characters that there are, measured, shortened and wrapped so that nothing is cut."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.chart import chart
from bot.charts.face import FAMILY, face
from bot.charts.fallback import FALLBACK, Fallback
from bot.charts.lettering import ELLIPSIS, MISSING, drawable, is_drawable, runs, shortened, signs, width, wrapped
from bot.charts.lines import Lines
from bot.charts.palette import LIGHT
from bot.charts.raster import rasterise
from bot.charts.svg import SMALL, text
from roadmap.model import Roadmap, Topic
from roadmap.plan import make_plan
from roadmap.progress import Progress
from tests.bot.chart_values import FIRST_DAY, titles

FONTS, JOINING = (Path(__file__).parent / name for name in ("fonts", "joining_fonts"))


@given(titles() | st.text())
def test_what_is_drawable_has_only_characters_of_the_font_and_stays_as_it_is(said: str) -> None:
    drawn = drawable(said)
    assert set(drawn) <= face(bold=False).advances.keys() & face(bold=True).advances.keys()
    assert drawable(drawn) == drawn


def test_what_the_font_lacks_shows_as_one_box_for_a_run_of_it() -> None:
    assert drawable("深度学习 and 🙂") == f"{MISSING} and {MISSING}"
    assert drawable("👩🏽‍🚀 Ann\u202e\x07 B\u0301") == f"{MISSING} Ann B\u0301"
    assert drawable("one\ntwo | \u200f") == "one two |"
    assert drawable("Глубокое, Μηχανική, שלום, مرحبا, Ứng →") == "Глубокое, Μηχανική, שלום, مرحبا, Ứng →"


@given(titles(), st.floats(0, 900), st.booleans())
def test_what_is_shortened_fits_and_says_so(text: str, room: float, bold: bool) -> None:
    short = shortened(text, SMALL, room, bold=bold)
    assert width(short, SMALL, bold=bold) <= room
    assert short in {"", drawable(text)} or short.endswith(ELLIPSIS)
    if width(drawable(text), SMALL, bold=bold) <= room:
        assert short == drawable(text)


@given(titles(), st.floats(60, 900), st.integers(1, 4))
def test_what_is_wrapped_fits_into_its_lines_and_loses_nothing_but_what_an_ellipsis_stands_for(
    text, room, most
) -> None:
    lines = wrapped(text, SMALL, room, most)
    assert len(lines) <= most
    assert all(width(line, SMALL) <= room for line in lines)
    whole = "".join(drawable(text).split())
    told = "".join("".join(lines).split())
    assert told == whole or (told.endswith(ELLIPSIS) and whole.startswith(told.removesuffix(ELLIPSIS)))


@pytest.fixture
def system() -> Iterator[None]:
    """The system has the fonts of the tests."""
    FALLBACK.look_in(FONTS)
    yield
    FALLBACK.look_in()


def test_what_our_font_lacks_and_the_system_has_is_drawn_and_measured_by_its_font(system: None) -> None:
    assert drawable("深度学习 and 🙂") == "深度学习 and 🙂"
    assert width("深度学习", 20) == 80
    assert width("🙂🚀", 20, bold=True) == 50
    assert width("मि", 100) == 88
    assert drawable("数据 मन न्") == f"{MISSING} मन न्"


FAMILY_OF_THREE, ASTRONAUT, FLAG = "👨\u200d👩\u200d👧", "👩🏽\u200d🚀", "🇩🇪"
TAGGED = "🏴\U000e0067\U000e007f"


@pytest.fixture
def joining() -> Iterator[None]:
    """The system has a font that joins emoji, and one that does not."""
    FALLBACK.look_in(FONTS, JOINING)
    yield
    FALLBACK.look_in()


def test_signs_that_their_font_joins_are_one_and_as_wide_as_that(joining: None) -> None:
    for sign, em in ((FAMILY_OF_THREE, 1.5), (ASTRONAUT, 1.25), ("👩🏽", 1.25), (FLAG, 1.25), ("1\ufe0f\u20e3", 1.25)):
        assert list(signs(drawable(f"a{sign}b"))) == ["a", sign.replace("\ufe0f", ""), "b"]
        assert width(drawable(sign), 20) == em * 20
    assert width(drawable(TAGGED), 20) == 25
    assert drawable("👨\u200d♂\ufe0f") == "👨\u200d♂", "although our font has the last of it"
    assert runs("👨\u200d♂ ♂")[0] == ("👨\u200d♂", "Joined Emoji of Tests")


def test_a_joined_sign_is_kept_or_cut_whole(joining: None) -> None:
    assert shortened(f"{FAMILY_OF_THREE}{FAMILY_OF_THREE}", 20, 55) == f"{FAMILY_OF_THREE}{ELLIPSIS}"
    assert wrapped(f"{FLAG}{FLAG}{FLAG}", 20, 60, 2) == (FLAG * 2, FLAG)
    assert wrapped(FAMILY_OF_THREE, 20, 5, 2)[0] == FAMILY_OF_THREE, "however little room there is"


def test_what_a_font_does_not_join_stands_apart_without_what_joins_it(joining: None) -> None:
    assert drawable(f"👨\u200d🚀 {TAGGED[:2]} 👧🏽 2\ufe0f\u20e3") == "👨🚀 🏴 👧 2"
    assert runs("🇪🇪") == [("🇪", "Joined Emoji of Tests")] * 2, "no flag: else one would be drawn upon the other"
    assert drawable("क\u200dन्\u200cमि") == "क\u200dन्\u200cमि", "letters are shaped by what stands between them"


@pytest.mark.parametrize(
    "said", [FAMILY_OF_THREE, ASTRONAUT, FLAG, TAGGED, "👨\u200d♂", "1\u20e3", "🇪🇪", "👧🏽👨\u200d🚀"]
)
def test_emoji_are_drawn_as_far_as_they_were_measured_with_neither_a_gap_nor_more(joining: None, said: str) -> None:
    drawn = drawable(said)
    room = round(width(drawn, 40))

    def seen(x: float) -> bytes:
        """What is drawn in 16 pixels from there on."""
        size = f'width="16" height="60" viewBox="{x} 0 16 60" font-family="{FAMILY}"'
        return rasterise(
            f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{text(0, 50, drawn, "#000000", size=40)}</svg>'
        )

    assert seen(room) == seen(5000) != seen(room - 16)


def test_each_part_of_a_text_is_drawn_with_the_font_that_measured_it(system: None) -> None:
    assert runs("深 C 🙂🚀 मि") == [
        ("深", "Signs of Tests"),
        (" C ", ""),
        ("🙂🚀", "Faces of Tests"),
        (" ", ""),
        ("मि", "Marks of Tests"),
    ]
    drawn = text(10, 20, "深 C", "#000000", size=20)
    places = [float(part.attrib["x"]) for part in ET.fromstring(drawn)]
    assert places == [10, 30]


@given(st.text(alphabet="深度学习机器🙂🚀👩🏽🎉कमि्न\u200d\ufe0f aBя", max_size=30), st.floats(30, 700))
def test_a_text_of_many_fonts_is_shortened_to_what_fits(said: str, room: float) -> None:
    FALLBACK.look_in(FONTS)
    try:
        short = shortened(said, SMALL, room)
        assert width(short, SMALL) <= room
        assert "".join(part for part, _ in runs(short)) == short
        assert sum(width(part, SMALL) for part, _ in runs(short)) == pytest.approx(width(short, SMALL))
    finally:
        FALLBACK.look_in()


def test_signs_of_the_system_are_seen_in_the_picture_where_they_were_measured(system: None) -> None:
    def drawn(said: str) -> bytes:
        size = 'width="300" height="60" viewBox="0 0 300 60"'
        line = text(0, 40, said, "#000000", size=40)
        return rasterise(f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}">{line}</svg>')

    boxes = drawn("深深")
    assert boxes != drawn("")
    assert boxes == drawn("度学"), "each is a box in the fonts of the tests"
    assert boxes != drawn("深")
    assert drawn("🙂") == drawn("🚀") != drawn("深")


def test_where_no_font_has_a_title_its_number_stands_for_it_and_no_two_are_alike() -> None:
    names = ("深度学习", "机器学习", "CNN 学习", "🙂")
    topics = tuple(Topic(slug=f"t{n}", number=n + 1, title=name) for n, name in enumerate(names))
    plan = make_plan(Roadmap("any", "学习", topics), Progress(FIRST_DAY), FIRST_DAY)
    titles = [line.title for line in Lines(plan, LIGHT).all()]
    assert titles == ["Topic 1", "Topic 2", "CNN 学习", "Topic 4"]
    assert ">My roadmap</text>" in chart(plan, None)
    assert not is_drawable(names)
    assert is_drawable(("Deep Learning", "شبكات"))


def test_titles_that_would_show_as_the_same_boxes_have_their_numbers_and_stages_have_theirs() -> None:
    names = ("深度 CNN", "机器 CNN", "机器 RNN", "深度 CNN")
    topics = (Topic(slug=f"t{n}", number=n + 1, title=names[n % 4], stage=f"深{'度' * (n // 8)}") for n in range(32))
    plan = make_plan(Roadmap("any", "学习", tuple(topics)), Progress(FIRST_DAY), FIRST_DAY)
    titles = [line.title for line in Lines(plan, LIGHT).all()]
    assert titles[:5] == ["Stage 1", "Topic 1", "Topic 2", "Topic 3", "Topic 4"]
    assert titles[-1] == "Stage 4"
    few = make_plan(Roadmap("any", "学习", plan.roadmap.topics[:4]), Progress(FIRST_DAY), FIRST_DAY)
    assert [line.title for line in Lines(few, LIGHT).all()] == ["Topic 1", "Topic 2", "机器 RNN", "Topic 4"]


def test_what_is_no_font_or_a_broken_one_is_passed_over(tmp_path: Path) -> None:
    whole, joining = (FONTS / "Faces.ttf").read_bytes(), (JOINING / "JoinedEmoji.ttf").read_bytes()
    (tmp_path / "a.ttf").write_bytes(b"no font")
    (tmp_path / "b.ttf").write_bytes(b"")
    (tmp_path / "c.otf").mkdir()
    for length in range(12, len(whole), 40):
        (tmp_path / f"d{length}.ttf").write_bytes(whole[:length])
    for length in range(12, len(joining), 40):
        (tmp_path / f"e{length}.ttf").write_bytes(joining[:length])
        assert Fallback((tmp_path,)).joined(FAMILY_OF_THREE)[0] in {1, 5}
    found = Fallback((tmp_path, tmp_path / "nowhere"))
    assert found.advance("深") is None
    (tmp_path / "whole.ttf").write_bytes(whole)
    assert Fallback((tmp_path,)).advance("🙂") == 1.25


def test_without_a_sign_that_ours_lacks_no_folder_is_looked_into(tmp_path: Path) -> None:
    found = Fallback((tmp_path,))
    FALLBACK.look_in(tmp_path)
    try:
        assert drawable("Глубокое обучение, שלום") == "Глубокое обучение, שלום"
        copyfile(FONTS / "Faces.ttf", tmp_path / "late.ttf")
        assert drawable("🙂") == "🙂", "it was looked for only now"
        assert found.files("🙂a") == [str(tmp_path / "late.ttf")]
    finally:
        FALLBACK.look_in()
