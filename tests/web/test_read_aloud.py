"""What a learner's own pages say, read aloud: ``pages.txt`` has every word of them. ``pytest tests/web --write-stories`` writes it anew: read
every word before you keep it."""

import re
from pathlib import Path

import pytest

from tests.conftest import SQLITE
from tests.web.own_pages import PAGES, with_steps

ENGINES = SQLITE

READ = Path(__file__).with_name("pages.txt")


@pytest.mark.drill
async def test_the_pages_say_what_is_written(talk, page, pytestconfig: pytest.Config):
    browser, first = page
    said = ["# Of who has just begun", _aloud("/", first.text)]
    await talk.hear("/begin deep learning")
    await with_steps(talk, "/steps deep learning: 4 lessons")
    await talk.hear("/log 25m deep learning backprop at last")
    await talk.hear("/times mon wed 19:00 45m nlp")
    told = await browser.post(
        "/say",
        [
            ("line", "/tick"),
            ("then", "/topic/deep-learning"),
            *[("part", f"#deep-learning/lesson-{n}") for n in (1, 3)],
        ],
    )
    said += ["# Two steps are ticked together", _aloud("/topic/deep-learning", told.text), "# Each of the pages"]
    for path in PAGES:
        said.append(_aloud(path, (await browser.open(path)).text))
    aloud = "\n\n".join(said) + "\n"
    if pytestconfig.getoption("write_stories"):
        READ.write_text(aloud, encoding="utf-8")
    assert aloud == READ.read_text(encoding="utf-8")


def _aloud(path: str, text: str) -> str:
    """A page in lines that are short enough to be read; what all pages begin with is left out."""
    text = re.sub(r"^.*?Settings You ", "", text)
    return f"> {path}\n" + "\n".join(re.findall(r"\S.{0,118}\S(?=\s|$)", text))
