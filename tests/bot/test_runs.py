"""A message's Markup as runs: read as a parser of HTML reads it, however it nests."""

from html.parser import HTMLParser
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from bot.chat.runs import runs_of

WORDS = st.text(st.sampled_from("ab<&>'\"/=-é📚 \n;#3x"), max_size=20)
KNOWN = {"b": "", "i": "", "code": "", "pre": "", "a": "href", "time": "datetime"}


def tagged(inner: st.SearchStrategy[Markup]) -> st.SearchStrategy[Markup]:
    name = st.sampled_from(["b", "i", "code", "pre", "u", "tg-spoiler", "B"])
    return st.one_of(
        st.lists(inner, max_size=4).map(Markup("").join),
        st.tuples(name, inner).map(lambda one: Markup("<{0}>{1}</{0}>").format(Markup(one[0]), one[1])),
        st.tuples(WORDS, inner).map(lambda one: Markup('<a href="{}">{}</a>').format(*one)),
        st.tuples(WORDS, inner).map(lambda one: Markup('<a class="x" href="{}" title="&gt;">{}</a>').format(*one)),
        st.tuples(st.sampled_from(["0", "1813561200", "soon", ""]), inner).map(
            lambda one: Markup('<time datetime="{}">{}</time>').format(*one)
        ),
        inner.map(lambda one: one + Markup("<br/>")),
        inner.map(lambda one: Markup("</b>") + one),
    )


class Parsed(HTMLParser):
    """Every character with the tags over it, each told apart by its place."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, tuple[tuple[str, str], ...]]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        value = dict(attrs).get(KNOWN.get(tag, "")) or ""
        if tag in KNOWN and (not KNOWN[tag] or (value.isdecimal() if tag == "time" else value)):
            self._open.append((tag, value))

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, one in enumerate(self._open) if one[0] == tag]
        if places:
            del self._open[places[-1]]

    def handle_data(self, data: str) -> None:
        self.seen += [(char, tuple(self._open)) for char in data]


@given(st.recursive(WORDS.map(escape), tagged, max_leaves=12))
def test_a_text_is_read_as_a_parser_of_html_reads_it(text: Markup) -> None:
    read = [(char, tuple((tag.name, tag.value) for tag in run.tags)) for run in runs_of(text) for char in run.text]
    assert read == Parsed(text).seen


def test_neighbours_of_one_name_stay_two() -> None:
    runs = runs_of(Markup("<b>a</b><b>b</b><b>c<i>d</i></b>"))
    assert len({run.tags[0] for run in runs}) == 3
    assert [len(list(same)) for _, same in groupby(runs, key=lambda run: run.tags[0])] == [1, 1, 2]


def test_a_sign_that_begins_no_tag_is_text_and_takes_no_time_to_be_seen_as_one() -> None:
    assert runs_of(Markup("a <3 b"))[0].text == "a <3 b"
    stray = Markup('<a "' * 1000)
    assert "".join(run.text for run in runs_of(stray)) == stray
