"""Where reading takes a shorter way, it comes out where the longer one does."""

from urllib.parse import urlsplit

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from slugify import slugify

from roadmap.model import Roadmap, Topic
from roadmap.reading.forms.markdown.lone_lines import lone_line
from roadmap.reading.forms.markdown.outline import Outline
from roadmap.reading.slugs import LONGEST, spelt
from roadmap.reading.values.links import keepable
from roadmap.reading.values.titles import read_title
from roadmap.reading.values.words import Words, read_lines
from roadmap.soundness import circular
from roadmap.words.documents import each
from tests.laws import tried_on

INDENTS = st.sampled_from(("", "", " ", "  ", "    ", "      ", "\t", "  \t", "         "))
STARTS = st.sampled_from(("", "", "- ", "* ", "+ ", "-\t", "1. ", "3) ", "> ", "> - ", "# ", "-", "-     ", "\\"))
WORDS = (
    "",
    "word",
    "[ ] box",
    "[x]",
    "[a]: b",
    "[a](b) c",
    "[a [b]",
    "[a\\]: b",
    "    deep",
    "é ",
    "a\\",
    "a | b",
    "_",
)
SIGNS = ("---", "===", "-- |--", "|-|", "```", "~~~", "<div>", "<b>", "1. one", "- two", "- - -", ": meaning")
LINES = st.lists(st.tuples(INDENTS, STARTS, st.sampled_from((*WORDS, *SIGNS))).map("".join), max_size=9).map("\n".join)
LINKS = ("[a](b)", "[b  c](https://e.org/a_b?c=1&d=2)", "[a](b&amp;c)", "[](x)", "[a]()", "[a](<b c>)", '[a](b "c")')
MARKS = ("word", "é", " ", "  ", "[", "]", "(", ")", "!", "*", "_", "`", "\\", "&amp;", "|", "<", ">", "[x]")
PIECES = st.lists(st.sampled_from((*LINKS, *MARKS)), max_size=8).map("".join)


def blocks_of(text: str, *, quick: bool) -> list[tuple[object, ...]]:
    parser = MarkdownIt("commonmark", {"maxNesting": 80}).enable("table").disable("inline")
    if quick:
        parser.block.ruler.before("table", "lone line", lone_line)
    links: dict[str, object] = {}
    return [*map(_shown, filter(_is_told, parser.parse(text, links))), (str(links),)]


def _is_told(token: Token) -> bool:
    """Whether it says something that the text of a paragraph does not say by itself."""
    return not token.type.startswith("paragraph_")


def _shown(token: Token) -> tuple[object, ...]:
    return token.type, token.map, token.content, token.markup, token.info, token.attrs


@tried_on(100)
@given(LINES)
@example("- a\n\n        - b")
@example("Term\n: meaning")
@example("a | b\n- | -")
@example("> a\nb\n- c")
@example("- [ ] a\n  - [ ] b\n    c\n- d\n===")
def test_a_line_that_is_told_to_stand_alone_is_the_block_that_all_rules_make_of_it(text: str) -> None:
    assert blocks_of(text, quick=True) == blocks_of(text, quick=False)


def test_a_line_of_a_check_list_is_told_to_stand_alone() -> None:
    parser = MarkdownIt("commonmark").disable("inline")
    parser.block.ruler.before("table", "lone line", lone_line)
    kinds = [token.type for token in parser.parse("- [ ] [Sets](https://e.org)\n    - [x] Maps\n- Trees\n")]
    assert "paragraph_open" not in kinds
    assert kinds.count("inline") == 3


@tried_on(100)
@given(PIECES)
def test_a_piece_in_which_only_links_mean_anything_is_read_as_the_parser_reads_it(piece: str) -> None:
    assert "\n" not in piece
    if "<" not in piece and "![" not in piece and "[[" not in piece:
        assert Outline(()).lines(piece) == read_lines(piece)


@given(st.text("aZ09 -_.'&#;,é", max_size=100))
@example("1,000 things")
@example("Ben's &amp; &#38;")
@example("x" * LONGEST)
@example("-- a__b --")
def test_the_slug_of_a_plain_title_is_the_one_that_it_always_had(title: str) -> None:
    for longest in (0, LONGEST):
        usual = slugify(title, max_length=longest, word_boundary=True, backend="text-unidecode")
        assert spelt(title, longest) == usual


URLS = st.lists(
    st.sampled_from(
        ("http://", "https://", "HTTP://", "ftp://", "e.org", "/", "a@b", ":80", "[", "]", "?x=1", "#y", " ", "é", "-")
    )
).map("".join)


@given(URLS)
@example("https://e.org/a_(b)?c=1&d=%20#f")
@example("https:///")
@example("http://-/")
def test_an_address_is_kept_that_taken_apart_has_a_host(url: str) -> None:
    if url.startswith(("http://", "https://")) and " " not in url:
        try:
            parts = urlsplit(url)
        except ValueError:
            assert not keepable(url)
        else:
            assert keepable(url) == bool(parts.hostname)


def test_a_topic_is_optional_by_every_mark_of_it() -> None:
    for mark in each("optional_mark"):
        assert read_title(Words(said := f"Sets ({mark})", said)).optional
        assert not mark.isascii() or read_title(Words(said := f"{mark.upper()}: Sets", said)).optional


def test_topics_that_wait_for_nothing_wait_for_no_circle() -> None:
    free = (Topic(slug="a", number=1, title="A"), Topic(slug="b", number=2, title="B"))
    assert circular(free) == ()
    assert Roadmap("r", "R", free).topics == free
