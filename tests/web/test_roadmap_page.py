"""A roadmap's page: what is shipped, and what was shared until it is taken back; nothing of any learner."""

import asyncio

import pytest

from bot.program import import_
from bot.settings import Settings
from bot.texts import roadmap_page as texts
from bot.web.roadmap_leaves import TOPICS
from roadmap.model import Resource, Roadmap, Step, Topic
from tests.bot.conftest import BEN
from tests.bot.test_queries import statements
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import HERE

ENGINES = BOTH_WHEN_LONG

OWN = """/import
# My way

- [ ] Owls of the north
- [ ] Bats
"""


async def brought(talk, document=OWN):
    """Ann's own roadmap, and the path of its page."""
    message = await talk.say(document)
    await talk.press(message.keys[0].data)
    *_, row = (await talk.rows())["roadmaps"]
    return f"/roadmap/{row[1]}"


async def test_a_shipped_roadmap_has_a_page_that_anybody_may_find(talk, open_browser):
    page = await open_browser().open("/roadmap/ml-data")
    assert page.status == 200
    assert page.answer.headers["x-robots-tag"] == "all"
    assert "public" in page.answer.headers["cache-control"]
    for words in ("1. Deep Learning", "4–6 weeks", "Free to learn from", "Free certifications"):
        assert words in page.text
    assert "https://t.me/a_bot?start=ml-data" in page.links
    assert "Start on Discord" not in page.text  # which has no address to give yet
    assert "roadmate chat" in page.text


async def test_what_share_says_leads_to_the_page(talk, open_browser):
    assert f"{HERE}/roadmap/ml-data" in await talk.hear("/share")
    path = await brought(talk)
    assert f"{HERE}{path}" in await talk.hear("/share")
    page = await open_browser().open(path)
    assert "Owls of the north" in page.text
    assert page.answer.headers["x-robots-tag"] == "noindex"
    assert page.answer.headers["cache-control"] == "no-store"


async def test_what_was_never_shared_taken_back_or_is_no_address_look_alike(talk, open_browser):
    path, browser = await brought(talk), open_browser()
    before = await browser.open(path)
    await talk.hear("/share")
    assert (await browser.open(path)).status == 200
    assert "Nobody finds a page" in await talk.hear("/share off")
    pages = [before, *[await browser.open(each) for each in (path, "/roadmap/nothing", "/roadmap/%00", f"{path}/2")]]
    assert {(page.status, page.answer.text) for page in pages} == {(404, before.answer.text)}
    assert {str(page.answer.headers) for page in pages} == {str(before.answer.headers)}


@pytest.mark.drill
async def test_each_page_can_be_taken_back_whichever_roadmap_is_under_way(talk, page, open_browser):
    first = await brought(talk)
    await talk.hear("/share")
    second = await brought(talk, OWN.replace("My way", "Another").replace("Owls", "Mice").replace("Bats", "Rats"))
    await talk.hear("/share")
    stranger = open_browser()
    await talk.hear(f"/share off {first.rpartition('/')[2]}")
    assert [(await stranger.open(path)).status for path in (first, second)] == [404, 200]
    await talk.hear("/switch machine learning")
    topics = await page[0].open("/topics")
    await page[0].send(topics.form("Take back the page of Another"))
    assert (await stranger.open(second)).status == 404
    assert not [form for form in (await page[0].open("/topics")).forms if "Take back" in form.label]


async def test_nobody_takes_back_the_page_of_another_by_its_name(talk, open_browser):
    path = await brought(talk)
    await talk.hear("/share")
    slug = path.rpartition("/")[2]
    await talk.hear(f"/start {slug} today", by=BEN)
    assert "You share no roadmap" in await talk.hear(f"/share off {slug}", by=BEN)
    assert (await open_browser().open(path)).status == 200


@pytest.mark.drill
async def test_a_roadmap_that_an_operator_put_on_the_shelf_has_a_page(database_url, talk, open_browser, tmp_path):
    path = tmp_path / "owls.md"
    path.write_text("# Owls for all\n\n- [x] Owls (2 weeks)\n- [ ] Bats (1 week)\n")
    read = await asyncio.to_thread(import_.understand, path, import_.Choice())
    await import_.keep(Settings(_env_file=None, database_url=database_url), read, None, frozenset())
    page = await open_browser().open("/roadmap/owls-for-all")
    assert (page.status, page.answer.headers["x-robots-tag"]) == (200, "noindex")
    assert "Owls" in page.text
    await talk.hear("/start owls-for-all today", by=BEN)
    assert f"{HERE}/roadmap/owls-for-all" in await talk.hear("/share", by=BEN)


async def test_only_whoever_brought_it_shares_it_and_takes_it_back(talk, open_browser):
    path, browser = await brought(talk), open_browser()
    slug = path.rpartition("/")[2]
    await talk.hear(f"/start {slug} today", by=BEN)
    assert HERE not in await talk.hear("/share", by=BEN)
    assert (await browser.open(path)).status == 404
    await talk.hear("/share")
    assert f"{HERE}{path}" in await talk.hear("/share", by=BEN)
    assert "Somebody else brought" in await talk.hear("/share off", by=BEN)
    assert (await browser.open(path)).status == 200


@pytest.mark.drill
async def test_a_page_goes_with_whoever_brought_its_roadmap(talk, open_browser):
    path = await brought(talk)
    await talk.hear(f"/start {path.rpartition('/')[2]} today", by=BEN)
    await talk.hear("/share")
    message = await talk.say("/forget")
    await talk.press(message.keys[0].data)
    assert (await open_browser().open(path)).status == 404
    assert "Owls of the north" in await talk.hear("/roadmap", by=BEN)  # who is on it keeps it


async def test_no_page_of_a_roadmap_has_a_word_of_a_learners(talk, open_browser):
    path = await brought(talk, OWN.replace("[ ] Owls", "[x] Owls"))
    for line in ("/share", "/log 77m owls zanzibar", "/begin bats", "/done owls https://secret.example/zanzibar"):
        await talk.hear(line)
    text = (await open_browser().open(path)).answer.text
    for word in ("zanzibar", "77", "secret", "Ann", "[x]", "✅", "2027"):
        assert word not in text


async def test_a_link_that_is_no_address_of_the_web_is_text(talk, open_browser):
    path = await brought(
        talk,
        """/import | Topic | Resources |
|---|---|
| <b>Owls</b> | [evil](javascript:alert(1)), [data](data:text/html;base64,aGk=), [fine](https://owls.example/"onclick=x) |
| \u202eBats \u05e9\u05dc\u05d5\u05dd | none |
""",
    )
    await talk.hear("/share")
    page = await open_browser().open(path)
    assert not [link for link in page.links if not link.startswith(("https://", "#", "/"))]
    assert "<b>Owls" not in page.answer.text
    assert "onclick=x" not in page.answer.text.replace("&#34;onclick=x", "")


async def test_a_long_roadmap_is_shown_leaf_by_leaf(talk, open_browser):
    path = await brought(
        talk, "/import\n# Long\n\n" + "".join(f"- [ ] Topic T{n}.\n" for n in range(1, 2 * TOPICS + 2))
    )
    await talk.hear("/share")
    browser = open_browser()
    first = await browser.open(path)
    assert "Topic T1." in first.text
    assert f"Topic T{TOPICS + 1}." not in first.text
    assert f"{path}/2" in first.links
    last = await browser.open(f"{path}/3")
    assert (f"Topic T{2 * TOPICS + 1}." in last.text, last.status) == (True, 200)
    assert (await browser.open(f"{path}/4")).status == 404


async def test_of_many_steps_and_resources_the_first_are_shown(talk, open_browser):
    steps = "".join(f"- Step S{n}.\n" for n in range(1, 60))
    path = await brought(talk, f"/import\n# Long\n\n## 1. One (2 weeks)\n\n{steps}\n## 2. Two (1 week)\n\n- Step\n")
    await talk.hear("/share")
    text = (await open_browser().open(path)).text
    assert "59 steps" in text
    assert "Step S20." in text
    assert "Step S21." not in text
    assert "… and 39 more" in text


@pytest.mark.parametrize("path", ["/roadmap/ml-data"])
async def test_looking_at_a_roadmap_stores_nothing(talk, open_browser, path):
    before = await talk.rows()
    await open_browser().open(path)
    assert await talk.rows() == before


def test_the_link_of_a_step_or_a_resource_is_one_of_the_web_and_of_a_length_that_can_be_followed():
    links = ("javascript:alert(1)", "file:///etc/passwd", "https://owls.example/", "https://owls.example/" + "x" * 500)
    steps = tuple(Step(f"s{n}", f"Step {n}", link=link) for n, link in enumerate(links))
    resources = tuple(Resource(f"Book {n}", link) for n, link in enumerate(links))
    roadmap = Roadmap("night", "Night", (Topic(slug="owls", number=1, title="Owls", steps=steps, resources=resources),))
    ((_, (card,)),) = texts.stages(roadmap, roadmap.topics)
    assert [[entry.link for entry in one.entries] for one in card.lists] == [["", "", links[2], ""]] * 2


async def test_a_page_costs_as_many_statements_however_long_its_roadmap_is(talk, open_browser):
    browser, counts = open_browser(), []
    for topics in (2, 300):
        path = await brought(talk, f"/import\n# Of {topics}\n\n" + "".join(f"- [ ] T{n}.\n" for n in range(topics)))
        await talk.hear("/share")
        await browser.open(path)
        with statements(talk.database) as asked:
            await browser.open(path)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 3
