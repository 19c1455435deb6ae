"""A portfolio on the web: seen by whoever has its address, as long as its learner likes, and nothing in it that they did not choose."""

import re
from datetime import timedelta
from itertools import combinations

import pytest

from bot.texts import portfolio_page
from bot.web.markup import LINKS
from bot.web.sheets import Sheets
from roadmap.showing import Part, Showing, ShownWork
from tests.bot.conftest import ANN, BEN
from tests.bot.test_queries import statements
from tests.conftest import BOTH_WHEN_LONG
from tests.web.browser import HERE

ENGINES = BOTH_WHEN_LONG

LIFE = (
    '/log 77m dl "markednote"',
    "/done dl https://proof.example/markedlink",
    "/remember dl markedsentence",
    "/earned markedcertificate https://badge.example/markedbadge",
    '/log 31m nlp "unfinishednote"',
    "/skip cv",
)

MARKED = {
    Part.TOPICS: ("Deep Learning",),
    Part.LINKS: ("markedlink",),
    Part.CERTIFICATES: ("markedcertificate", "markedbadge", "2027"),
    Part.MINUTES: ("1 h 48",),
    Part.WEEKS: ("studied in 1 week",),
    Part.REMEMBERED: ("markedsentence",),
    Part.NOTES: ("markednote",),
}
"""What only stands there where its part was chosen; links and words of a topic with the topics alone."""

WITH_TOPICS = {Part.LINKS, Part.REMEMBERED, Part.NOTES}
NEVER = ("unfinishednote", "NLP", "Image Processing", "Ann", "console", "UTC")


async def shown_address(talk, line="/portfolio on"):
    """The path of the portfolio, as the chat gives it."""
    message = await talk.say(line)
    found = re.search(rf"{HERE}(/portfolio/[\w-]+)", message.text)
    assert found
    assert len(found[1]) >= len("/portfolio/") + 128 / 6
    return found[1]


async def lived(talk):
    for line in LIFE:
        message = await talk.say(line)
        if line.startswith("/earned"):  # it is none of the roadmap's: one of her own
            await talk.press(message.keys[0].data)


async def test_nobody_sees_it_until_it_is_put_on_the_web_and_then_little(talk, open_browser):
    await lived(talk)
    browser = open_browser()
    assert (await browser.open("/portfolio/" + "x" * 32)).status == 404
    page = await browser.open(await shown_address(talk))
    assert page.status == 200
    assert "Deep Learning" in page.text
    assert page.answer.headers["x-robots-tag"] == "noindex"
    assert page.answer.headers["cache-control"] == "no-store"
    for part in set(Part) - {Part.TOPICS}:
        assert not any(word in page.answer.text for word in MARKED[part]), part


async def test_what_is_wrong_and_what_was_taken_back_look_alike_at_once(talk, open_browser):
    path, browser = await shown_address(talk), open_browser()
    wrong = await browser.open("/portfolio/" + "x" * 32)
    assert (await browser.open(path)).status == 200
    assert "off the web" in await talk.hear("/portfolio off")
    gone = await browser.open(path)
    assert (gone.status, gone.answer.text, str(gone.answer.headers)) == (
        404,
        wrong.answer.text,
        str(wrong.answer.headers),
    )
    assert (await browser.open("/portfolio/%2e%2e")).status == 404


async def test_a_new_address_ends_the_one_before(talk, open_browser):
    first, browser = await shown_address(talk), open_browser()
    assert "can't show its address" in await talk.hear("/portfolio on")
    second = await shown_address(talk, "/portfolio new")
    assert [(await browser.open(path)).status for path in (first, second)] == [404, 200]


@pytest.mark.drill
async def test_nothing_is_on_the_page_but_what_was_chosen(talk, open_browser):
    await lived(talk)
    path, browser = await shown_address(talk), open_browser()
    for size in (0, 1, 2, 7):
        for parts in combinations(Part, size):
            talk.wait(timedelta(seconds=10))  # so many lines at once are too many
            await talk.hear(f"/portfolio show {' '.join(parts)}")
            text = (await browser.open(path)).answer.text
            for part, words in MARKED.items():
                is_seen = part in parts and (part not in WITH_TOPICS or Part.TOPICS in parts)
                assert all((word in text) == is_seen for word in words), (parts, part)
            assert not any(word in text for word in NEVER), parts


@pytest.mark.drill
async def test_it_is_chosen_with_check_boxes_and_seen_before_anybody_sees_it(talk, page):
    browser, _ = page
    await lived(talk)
    mine = await browser.open("/portfolio")
    assert "not on the web" in mine.text
    form = mine.form("Save")
    assert form.fields[2:] == [("part", "topics")]
    fields = [*form.fields[:2], ("part", "certificates"), ("part", "weeks")]
    told = await browser.post(form.action, fields)
    assert "shows your certificates" in told.text
    preview = told.text.partition("What others see")[2]
    assert "markedcertificate" in preview
    assert "Deep Learning" not in preview
    on = await browser.send(told.form("On the web"))
    path = re.search(rf"{HERE}(/portfolio/[\w-]+)", on.answer.text)[1]
    assert "markedcertificate" in (await browser.open(path)).text
    assert "New address" in (await browser.open("/portfolio")).text
    off = await browser.send((await browser.open("/portfolio")).form("Off the web"))
    assert "not on the web" in off.text
    assert (await browser.open(path)).status == 404


@pytest.mark.drill
async def test_looking_at_the_page_where_it_is_set_stores_nothing(talk, page):
    browser, _ = page
    before = await talk.rows()
    await browser.open("/portfolio")
    assert await talk.rows() == before


async def test_it_stays_that_of_its_roadmap_whatever_is_under_way(talk, open_browser):
    await lived(talk)
    path, browser = await shown_address(talk), open_browser()
    message = await talk.say("/import\n# Secret way\n\n- [x] Hidden\n- [ ] More\n")
    await talk.press(message.keys[0].data)
    text = (await browser.open(path)).answer.text
    assert "Deep Learning" in text
    assert "Hidden" not in text


@pytest.mark.drill
async def test_it_goes_with_its_learner_and_with_its_roadmap(talk, open_browser):
    browser = open_browser()
    message = await talk.say("/import\n# My way\n\n- [x] Owls\n- [ ] More\n")
    await talk.press(message.keys[0].data)
    (slug,) = (row[1] for row in (await talk.rows())["roadmaps"])
    first = await shown_address(talk)
    await talk.hear("/switch ml-data")
    second = await shown_address(talk)
    await talk.hear(f"/roadmaps drop {slug} yes")
    assert [(await browser.open(path)).status for path in (first, second)] == [404, 200]
    assert len((await talk.rows())["portfolios"]) == 1
    message = await talk.say("/forget")
    await talk.press(message.keys[0].data)
    assert (await browser.open(second)).status == 404
    assert (await talk.rows())["portfolios"] == []


@pytest.mark.drill
async def test_one_learner_never_sees_or_ends_anothers(talk, open_browser):
    await talk.hear("/start ml-data today", by=BEN)
    path, browser = await shown_address(talk), open_browser()
    await talk.hear("/portfolio off", by=BEN)
    await talk.hear("/portfolio show notes", by=BEN)
    assert (await browser.open(path)).status == 200
    ben = open_browser()
    await ben.send((await ben.open(await talk.way_in(by=BEN))).form("Sign in"))
    assert "not on the web" in (await ben.open("/portfolio")).text


async def test_only_the_trace_of_an_address_is_kept(talk):
    path = await shown_address(talk)
    assert path.rpartition("/")[2] not in repr(await talk.rows())


@pytest.mark.parametrize("line", ["/done dl javascript:alert(1)", '/log 5m dl "<img src=x onerror=alert(1)>"'])
async def test_what_a_learner_wrote_is_text(talk, open_browser, line):
    await talk.hear(line)
    await talk.hear("/done dl")
    path = await shown_address(talk)
    await talk.hear("/portfolio show topics links notes")
    page = await open_browser().open(path)
    assert "<img" not in page.answer.text
    assert not [link for link in page.links if link.startswith("javascript")]


async def test_a_page_costs_as_many_statements_however_much_was_done(talk, open_browser):
    path, browser = await shown_address(talk), open_browser()
    await browser.open(path)
    with statements(talk.database) as few:
        await browser.open(path)
    for number in range(1, 7):
        await talk.hear(f'/log 25m {number} "a note"')
        await talk.hear(f"/done {number} https://proof.example/{number}")
    await talk.hear("/portfolio show topics links certificates minutes weeks remembered notes")
    with statements(talk.database) as many:
        await browser.open(path)
    assert len(many) == len(few) <= 7


@pytest.mark.parametrize("path", ["/portfolio", "/edit"])
async def test_who_is_on_no_roadmap_is_told_how_to_begin(talk, open_browser, path):
    browser = open_browser()
    await browser.send((await browser.open(await talk.way_in(by=BEN))).form("Sign in"))
    refused = await browser.open(path)
    assert (refused.status, "/start" in refused.text) == (409, True)


@pytest.mark.parametrize("path", ["/portfolio", "/edit", "/edit/topic/nlp", "/import"])
async def test_who_is_not_signed_in_sees_no_page_of_anybodys(talk, open_browser, path):
    assert (await open_browser().open(path)).status == 401


async def test_an_address_that_is_none_of_the_web_is_text(talk):
    links = ("javascript:alert(1)", "data:text/html,x", "https://proof.example/")
    shown = Showing("Night", tuple(ShownWork("Owls", link=link) for link in links))
    html = Sheets().written("portfolio", shown=shown, texts=portfolio_page, links=LINKS)
    assert re.findall(r'<a href="([^"#]+)"', html) == ["https://proof.example/"]
    assert "javascript:alert(1)</p>" in html


async def test_of_two_addresses_that_linking_brought_together_a_new_one_ends_both(talk, open_browser):
    mine, theirs, now = await shown_address(talk), "x" * 32, talk.clock()
    async with talk.database.store() as store:
        ann = await store.learners.by_account("console", ANN)
        other = await store.learners.add("telegram", "77", now)
        await store.portfolios.choose(other.learner.id, other.account.id, "ml-data", "topics")
        kept = await store.portfolios.of_learner(other.learner.id, "ml-data")
        await store.portfolios.show(other.learner.id, kept, theirs, now)
        await store.links.unite(ann.learner, other.learner.id)
    browser = open_browser()
    paths = (mine, f"/portfolio/{theirs}")
    assert [(await browser.open(path)).status for path in paths] == [200, 200]
    new = await shown_address(talk, "/portfolio new")
    assert [(await browser.open(path)).status for path in (*paths, new)] == [404, 404, 200]


async def test_all_of_them_are_off_the_web_at_once_whatever_is_under_way(talk, open_browser):
    await lived(talk)
    path = await shown_address(talk)
    await talk.press((await talk.say("/import\n| Topic |\n| --- |\n| Bats |")).keys[0].data)
    assert (await open_browser().open(path)).status == 200
    await talk.hear("/portfolio off")
    assert (await open_browser().open(path)).status == 404


async def test_who_is_blocked_is_not_shown(talk, open_browser):
    await lived(talk)
    path = await shown_address(talk)
    async with talk.database.store() as store:
        await store.operating.blocks.add("console", ANN, talk.clock())
    assert (await open_browser().open(path)).status == 404
