"""How a text is cut into Telegram messages and how keys are laid out."""

from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from bot.chat.reply import Key
from bot.platforms.telegram.keyboard import keyboard
from bot.platforms.telegram.markup import clip, parts, units, without_moments
from tests.platforms.bot_api_limits import Entities
from tests.platforms.bot_api_limits import units as telegram_units


def test_somebody_is_tapped_on_their_own_platform_and_a_name_elsewhere() -> None:
    said = '<b><a person="{}:7">Sam &lt;2&gt;</a></b> is here'
    assert parts(Markup(said.format("telegram"))) == ('<b><a href="tg://user?id=7">Sam &lt;2&gt;</a></b> is here',)
    assert Entities(parts(Markup(said.format("telegram")))[0]).faults == []
    assert parts(Markup(said.format("discord"))) == ("<b>Sam &lt;2&gt;</b> is here",)
    assert parts(Markup('<a person="telegram:7&amp;x">Sam</a>')) == ("Sam",)


def test_an_address_that_somebody_gave_leads_to_nobody_and_a_command_is_seen_by_itself() -> None:
    for address in ("tg://user?id=7", "person:telegram:7", "javascript:x"):
        assert parts(Markup('<a href="{}">Sam</a>').format(address)) == ("Sam",)
    assert parts(Markup('<a command="done">/done</a>')) == ("/done",)


def test_beside_a_moment_ahead_stands_how_far_off_it_is() -> None:
    text = Markup('<b><time datetime="7" ahead="in 3 days">Mon, 09:00</time></b>.')
    (html,) = parts(text)
    assert html == (
        '<b><tg-time unix="7" format="wDt">Mon, 09:00</tg-time> (<tg-time unix="7" format="r">in 3 days</tg-time>)</b>.'
    )
    assert without_moments(html) == "<b>Mon, 09:00</b>."
    (html,) = parts(Markup('<time datetime="7" ahead="in 3 days" between=", ">Mon, 09:00 (UTC)</time> (or so).'))
    assert 'Mon, 09:00 (UTC)</tg-time>, <tg-time unix="7" format="r">in 3 days</tg-time> (or so).' in html
    assert without_moments(html) == "Mon, 09:00 (UTC) (or so)."
    assert without_moments("(on foot) <b>x</b>") == "(on foot) <b>x</b>"


words = st.text(alphabet=st.sampled_from("ab<&>'\"é📚 \n"), max_size=40)


def tagged(inner: st.SearchStrategy[Markup]) -> st.SearchStrategy[Markup]:
    plain = st.tuples(st.sampled_from(["b", "i", "code", "pre"]), inner)
    return st.one_of(
        st.lists(inner, max_size=4).map(lambda pieces: Markup("").join(pieces)),
        plain.map(lambda pair: Markup("<{0}>{1}</{0}>").format(Markup(pair[0]), pair[1])),
        st.tuples(words, inner).map(lambda pair: Markup('<a href="http://x/{}">{}</a>').format(*pair)),
    )


markups = st.recursive(words.map(escape), tagged, max_leaves=12)


def seen(html: str) -> str:
    return Entities(html).visible


class Marks(Entities):
    """Each visible character but blanks, with the tags over it."""

    def __init__(self, html: str) -> None:
        self.marks: list[tuple[str, tuple[object, ...]]] = []
        self._over: list[object] = []
        super().__init__(html)

    def see(self, text: str) -> None:
        self.marks += [(char, tuple(self._over)) for char in text if not char.isspace()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._over.append((tag, *attrs))

    def handle_endtag(self, tag: str) -> None:
        self._over.pop()


def solid(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None)
@given(markups, st.integers(min_value=2, max_value=50))
def test_the_parts_together_show_what_the_text_shows(text: Markup, longest: int) -> None:
    cut = parts(text, longest)
    assert solid("".join(map(seen, cut))) == solid(seen(str(text)))
    for part in cut:
        assert Entities(part).faults == []
        assert telegram_units(seen(part)) <= longest
        assert seen(part).strip()


@settings(deadline=None)
@given(markups, st.integers(min_value=2, max_value=50))
def test_every_character_keeps_its_tags_and_its_link_over_a_cut(text: Markup, longest: int) -> None:
    assert [mark for part in parts(text, longest) for mark in Marks(part).marks] == Marks(text).marks


@settings(deadline=None)
@given(st.text(), st.integers(min_value=0, max_value=20))
def test_a_clipped_text_is_the_longest_beginning_that_fits(text: str, longest: int) -> None:
    clipped = clip(text, longest)
    assert text.startswith(clipped)
    assert units(clipped) <= longest
    assert clipped == text or units(text[: len(clipped) + 1]) > longest


def test_a_text_is_cut_between_paragraphs_before_lines_and_between_lines_before_words() -> None:
    assert parts(Markup("one two\nthree\n\nfour five"), 20) == ("one two\nthree", "four five")
    assert parts(Markup("one two\nthree four"), 12) == ("one two", "three four")
    assert parts(Markup("one two three"), 8) == ("one two", "three")
    assert parts(Markup("abcdefgh"), 3) == ("abc", "def", "gh")


def test_a_tag_over_a_cut_is_closed_and_opened_again() -> None:
    text = Markup('<b>one <a href="http://x/?a=1&amp;b=2">two three</a></b> four')
    assert parts(text, 8) == (
        '<b>one <a href="http://x/?a=1&amp;b=2">two</a></b>',
        '<b><a href="http://x/?a=1&amp;b=2">three</a></b>',
        "four",
    )


def test_lines_of_a_table_keep_their_indentation_over_a_cut() -> None:
    assert parts(Markup("<pre>one\n  two</pre>"), 6) == ("<pre>one</pre>", "<pre>  two</pre>")


def test_quotes_and_signs_arrive_as_they_were_written() -> None:
    assert seen(parts(Markup("{}").format('it\'s <b> & "q"'))[0]) == 'it\'s <b> & "q"'


def test_a_tag_that_telegram_does_not_know_is_left_out_and_its_text_stays() -> None:
    assert parts(Markup("<h1>Plan</h1> <u>now</u></i>")) == ("Plan now",)


def test_neighbours_of_one_tag_stay_apart() -> None:
    assert parts(Markup("<pre>a</pre><pre>b</pre>")) == ("<pre>a</pre><pre>b</pre>",)


def test_a_text_without_visible_characters_is_no_message() -> None:
    assert parts(Markup("")) == ()
    assert parts(Markup("<b> \n </b>")) == ()


def test_a_text_with_more_tags_than_telegram_honours_is_cut_before_the_first_too_many() -> None:
    text = Markup("\n").join(Markup("<b>{}</b>").format(number) for number in range(150))
    cut = parts(text)
    assert [len(Entities(part).tags) for part in cut] == [100, 50]


def test_an_emoji_counts_two() -> None:
    assert parts(Markup("📚📚📚"), 4) == ("📚📚", "📚")


def rows(*labels: str) -> list[int]:
    made = keyboard([Key(label, f"/{label}") for label in labels])
    return [len(row) for row in made["inline_keyboard"]] if made else []


def test_short_labels_share_a_row_of_three_and_long_ones_stand_alone() -> None:
    assert rows("Yes", "No", "Later", "Never") == [3, 1]
    assert rows("Natural Language Processing", "Deep Learning", "Statistics") == [1, 2]
    assert rows() == []


def test_keys_beyond_a_hundred_are_left_out() -> None:
    assert sum(rows(*(str(number) for number in range(130)))) == 100
