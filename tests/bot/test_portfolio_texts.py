"""A portfolio as Markdown: whatever topics and certificates are called, it is a document of headings, lists and links alone."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.texts.portfolio import document
from roadmap.model import Topic
from roadmap.portfolio import Portfolio, Work
from roadmap.proofs import Certificate, Held
from tests.conftest import SQLITE
from tests.laws import tried_on
from tests.roadmap.strategies import lines, urls

ENGINES = SQLITE

EVIL = (
    "**a** _b_",
    "# a",
    "<script>alert(1)</script>",
    "[a](javascript:b)",
    "![a](b)",
    "`a` | b ~~c~~",
    "&lt;b&gt; \\",
    "1. a\n# b",
)


def tokens(title: str, link: str) -> list[tuple[str, str]]:
    """What the portfolio of one topic and one certificate of this title consists of: the kind of each piece, and its text."""
    works = (Work(Topic(slug="a", number=1, title=title), 90, link),)
    held = (Certificate("", title, Held.EARNED, date(2027, 1, 3), link),)
    text = "\n".join(document(Portfolio(title, works, held, 90)))
    found = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    return [(one.type, one.content) for token in found for one in (token.children or [token])]


def tried(title: str, link: str) -> None:
    found = tokens(title, link)
    kinds = [kind for kind, _ in found]
    assert (kinds.count("heading_open"), kinds.count("list_item_open")) == (3, 2)
    assert kinds.count("strong_open") == 2
    assert kinds.count("link_open") == (2 if link else 0)
    assert not {"html_inline", "html_block", "image", "code_inline", "em_open", "s_open", "table_open"} & set(kinds)
    text = "".join(content for kind, content in found if kind in {"text", "text_special"})
    assert "".join(text.split()).count("".join(title.split())) >= 3


@pytest.mark.drill
@tried_on(40)
@given(lines(), st.just("") | urls())
@example("a", 'https://a.b/(x)"><b>|*_')
def test_names_in_a_portfolio_are_nothing_but_text(title: str, link: str) -> None:
    tried(title, link)


@given(st.sampled_from(EVIL))
def test_names_that_look_like_markdown_are_nothing_but_text(title: str) -> None:
    tried(title, "https://a.b/c")
