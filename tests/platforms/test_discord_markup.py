"""Markup as Discord's Markdown: what is said is what is shown, in messages that Discord takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from bot.chat.reply import Key
from bot.platforms.discord.buttons import laid_out
from bot.platforms.discord.markup import LONGEST_TEXT, UNSEEN, parts
from tests.laws import tried_on
from tests.platforms.discord_limits import units

TOKEN = re.compile(
    r"```\n(?P<pre>.*?)\n```"
    r"|`` (?P<code2>.*?) ``"
    r"|`(?P<code>[^`]*)`"
    r"|<t:(?P<time>\d+):F>"
    r"|\]\(<(?P<target>https?://[^>\s]*)>\)"
    r"|<(?P<address>https?://[^>\s]*)>"
    r"|\\(?P<escaped>[^A-Za-z0-9\s])"
    r"|(?P<mark>\*\*\*|\*\*|\*|\[)"
    r"|(?P<other>.)",
    re.DOTALL,
)
"""What Discord makes of our Markdown, read from left to right."""

TEXTS = st.text(
    st.sampled_from("ab 1.#->*_~`|[]()<>@\\\n:/é🦉") | st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
)


def shown(markdown: str) -> str:
    """The visible characters, without blanks: where a message parts, those at the cut go."""
    seen = ""
    for found in TOKEN.finditer(markdown):
        kinds = found.groupdict()
        seen += next(
            (kinds[kind] for kind in ("pre", "code2", "code", "address", "escaped", "other") if kinds[kind]), ""
        )
    return re.sub(r"\s", "", seen.replace(UNSEEN, ""))


def solid(text: str) -> str:
    return re.sub(r"\s", "", text.replace(UNSEEN, ""))


def only(markup: str) -> str:
    (part,) = parts(Markup(markup))
    return part


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("<b>NLP</b>: <i>week 2</i>", "**NLP**: *week 2*"),
        ("<b><i>both</i></b>", "***both***"),
        ("<b>one</b><b>two</b>", "**onetwo**"),
        ("<b>one</b><i>two</i>", f"**one**{UNSEEN}*two*"),
        ("a<b> padded </b>z", "a **padded** z"),
        ("<code>/done nlp</code>", "`/done nlp`"),
        ("<code>a`b</code>", "`` a`b ``"),
        ("<pre>1. x\n# y *z*</pre>", "```\n1. x\n# y *z*\n```"),
        ('<a href="https://x.org/a_(b)">T[o]p</a>', r"[T\[o\]p](<https://x.org/a_%28b%29>)"),
        ('<b><a href="https://x.org">Top</a> it</b>', "**[Top](<https://x.org>) it**"),
        ('<a href="https://x.org/?a=1&amp;b=2">Top</a>', "[Top](<https://x.org/?a=1&b=2>)"),
        ('<a href="https://x.org/&gt; evil">Top</a>', "[Top](<https://x.org/%3E%20evil>)"),
        ('<a href="https://x.org">https://x.org</a>', "<https://x.org>"),
        ('<a href="javascript:alert(1)">Top</a>', "Top"),
        ("see https://x.org/a_b_c.", "see <https://x.org/a_b_c>."),
        ('<time datetime="1799658000">Mon 11 Jan, 09:00</time>', "<t:1799658000:F>"),
        ('<time datetime="1799658000" format="clock">09:00</time>', "<t:1799658000:t>"),
        ('<time datetime="soon">soon</time>', "soon"),
        ('<time datetime="7" ahead="today">09:00</time>.', "<t:7:F> (<t:7:R>)."),
        ('<time datetime="7" format="clock" ahead="today">09:00</time>', "<t:7:t> (<t:7:R>)"),
        ('<b><a person="discord:7">Sam</a></b>, hello', "**<@7>**, hello"),
        ('<a person="discord:7">Sam (2)</a>', "<@7> (2)"),
        ('<a person="discord:7">\u2068\u05e1\u05dd (2)\u2069</a>', "<@7> (2)"),
        ('<a person="telegram:7">S*m</a>', r"S\*m"),
        ('<a person="discord:me">Sam</a>', "Sam"),
        ('<a href="person:discord:7">Sam</a>', "Sam"),
        ('<a command="done">/done</a> – x', "/done – x"),
        ("“see https://x.org/a”", "“see <https://x.org/a>”"),
        ("‘https://x.org/a’ and «https://x.org/b».", "‘<https://x.org/a>’ and «<https://x.org/b>»."),
        ("1. one\n23. two", "1\\. one\n23\\. two"),
        ("# big\n&gt; said\n- listed", "\\# big\n\\> said\n\\- listed"),
        ("*a* _b_ ~~c~~ ||d|| `e`", r"\*a\* \_b\_ \~\~c\~\~ \|\|d\|\| \`e\`"),
        ("&lt;@123&gt; &lt;t:1:R&gt; &lt;/status:1&gt;", r"\<@123> \<t:1:R> \</status:1>"),
        ("@everyone and @here", f"@{UNSEEN}everyone and @{UNSEEN}here"),
        ("<u>under</u>", "under"),
    ],
)
def test_each_tag_becomes_markdown_and_everything_else_is_escaped(markup: str, markdown: str) -> None:
    assert only(markup) == markdown.strip()


def test_a_text_parts_between_paragraphs() -> None:
    paragraph = "word " * 150
    first, second = parts(Markup("\n\n").join([Markup(paragraph)] * 4))
    assert first == "\n\n".join([paragraph] * 2).rstrip()
    assert first == second


def test_a_paragraph_too_long_parts_between_lines_and_a_line_between_words() -> None:
    lines = parts(Markup("\n".join(["x" * 90] * 40)))
    assert all(set(map(len, part.split("\n"))) == {90} for part in lines)
    words = parts(Markup("x" * 90 + " ") * 40)
    assert all(set(map(len, part.split(" "))) == {90} for part in words)


@pytest.mark.parametrize(
    "leaf",
    [
        Markup("<code>{}</code>").format("c d " * 40),
        Markup('<a href="https://example.org/{}">{}</a>').format("z" * 100, "l m " * 20),
        Markup("<pre>{}</pre>").format("p q\n\nr " * 30),
        Markup('<time datetime="1799658000">Mon 11 Jan, 09:00</time>'),
    ],
)
def test_code_links_and_moments_are_kept_whole(leaf: Markup) -> None:
    for length in range(1700, 2000, 7):
        written = parts(Markup("x" * length) + Markup(" ") + leaf)
        assert sum(part.endswith(parts(leaf)[0]) for part in written) == 1


def test_code_too_long_for_a_message_goes_on_in_the_next() -> None:
    block = Markup("<pre>{}</pre>").format("\n".join(f"line {number}" for number in range(500)))
    written = parts(block)
    assert len(written) > 1
    assert all(part.startswith("```\n") and part.endswith("\n```") for part in written)


def test_a_text_of_blanks_is_no_message() -> None:
    assert parts(Markup(" \n\n ")) == ()
    assert parts(Markup("")) == ()


@pytest.mark.drill
@given(TEXTS)
@tried_on(90, deadline=None)
def test_a_text_is_shown_as_it_was_said(text: str) -> None:
    written = "".join(map(shown, parts(escape(text))))
    assert written == solid(text)


def sayable(tag: str, said: str) -> str:
    """Without what is changed on purpose: marks that would end a piece of code, a label that looks like an address."""
    match tag:
        case "code" | "pre":
            return re.sub("``+", "", said).strip("`")
        case "a":
            return said.replace("://", "")
        case _:
            return said


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "code", "pre", "a", "p"]), TEXTS), max_size=6), st.integers(1, 40))
@tried_on(45, deadline=None)
def test_every_message_fits_and_none_loses_a_character(pieces: list[tuple[str, str]], times: int) -> None:
    said = [(Markup(tag), sayable(tag, text)) for tag, text in pieces]
    ones = [Markup('<{0} href="https://x.org">{1}</{0}> ').format(tag, text) * times for tag, text in said]
    written = parts(Markup("").join(ones))
    assert all(0 < units(part) <= LONGEST_TEXT for part in written)
    assert "".join(map(shown, written)) == solid("".join(text * times for _, text in said))


# Buttons.


def test_no_buttons_are_no_view() -> None:
    assert laid_out(()) is None


async def test_of_two_buttons_that_do_the_same_one_is_left_out() -> None:
    view = laid_out([Key("One", "1:/x"), Key("Two", "1:/y"), Key("One again", "1:/x")])
    assert view
    assert [button["custom_id"] for row in view.to_components() for button in row["components"]] == [
        "rm:1:/x",
        "rm:1:/y",
    ]


async def test_buttons_keep_their_order_and_long_labels_are_cut() -> None:
    view = laid_out([Key(f"{number} {'🦉' * 60}", f"{number}:/x") for number in range(40)])
    assert view
    rows = view.to_components()
    buttons = [button for row in rows for button in row["components"]]
    assert [len(row["components"]) for row in rows] == [5] * 5
    assert [button["custom_id"] for button in buttons] == [f"rm:{number}:/x" for number in range(25)]
    assert all(units(button["label"]) <= 80 and button["label"].endswith("…") for button in buttons)
    assert view.is_finished(), "nothing is kept for it"
