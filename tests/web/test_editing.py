"""A roadmap of one's own is edited on pages, each change a line of /edit that can be undone."""

import pytest

from bot.web.roadmap_leaves import TOPICS
from tests.conftest import BOTH_WHEN_LONG

ENGINES = BOTH_WHEN_LONG

DOCUMENT = "/import\n# Night\n\n- [ ] Owls\n- [ ] Bats\n- [ ] Moths\n"


async def taken(talk, document=DOCUMENT):
    message = await talk.say(document)
    await talk.press(message.keys[0].data)


def titles(page):
    """The topics of the list, in their order."""
    return [word for word in ("Owls", "Bats", "Moths") if word in page.text]


async def edited(browser, label, topic="bats", **values):
    """A topic's page after one of its forms was sent."""
    page = await browser.open(f"/edit/topic/{topic}")
    return await browser.send(page.form(label), **values)


async def test_a_roadmap_that_is_not_ones_own_is_copied_first(talk, page):
    browser, _ = page
    copied = await browser.send((await browser.open("/edit")).form("Make my own copy"))
    assert "1. Deep Learning" in copied.text
    assert "Change" in copied.text


async def test_topics_are_moved_in_the_list_and_the_move_is_undone(talk, page):
    browser, _ = page
    await taken(talk)
    first = await browser.open("/edit")
    (form,) = (form for form in first.forms if "Up" in form.label)
    (up,) = (pair for pair in form.fields if pair == ("part", "#bats up"))
    moved = await browser.post(form.action, [*form.fields[:2], up])
    listed = moved.text.partition("can be undone")[2]
    assert listed.index("Bats") < listed.index("Owls")
    back = await browser.send(moved.form("Undo"))
    listed = back.text.partition("can be undone")[2]
    assert listed.index("Owls") < listed.index("Bats")


@pytest.mark.parametrize("title", ["Flying mammals", "To and fro, 3 weeks", "<b>Bats</b> to owls", "עטלפים"])
async def test_a_topic_is_renamed(talk, page, title):
    browser, _ = page
    await taken(talk)
    form = next(
        f for f in (await browser.open("/edit/topic/bats")).forms if ("line", "/edit rename #bats to") in f.fields
    )
    named = await browser.post(form.action, [*form.fields[:2], ("part", title)])
    assert f"2. {title}" in named.text
    assert "<b>Bats" not in named.answer.text


async def test_a_topic_gets_a_length(talk, page):
    browser, _ = page
    await taken(talk)
    page = await browser.open("/edit/topic/bats")
    form = page.form("Set")
    await browser.post(form.action, [*form.fields[:2], ("part", "2-3 weeks")])
    assert "2–3 weeks" in (await browser.open("/edit/topic/bats")).text


@pytest.mark.drill
async def test_a_topic_gets_steps_which_are_renamed_moved_and_removed(talk, page):
    browser, _ = page
    await taken(talk)

    async def send(line, *words):
        form = next(f for f in (await browser.open("/edit/topic/bats")).forms if ("line", line) in f.fields)
        fixed = [pair for pair in form.fields if pair[0] in {"line", "then"}]
        return await browser.post(form.action, fixed + [("part", word) for word in words])

    await send("/edit add step", "Listen", "to #bats")
    await send("/edit add step", "Look", "to #bats")
    assert "2. Look" in (await browser.open("/edit/topic/bats")).text
    await send("/edit rename step", "2", "of #bats to", "Watch")
    await send("/edit", "move step 2 of #bats up")
    text = (await browser.open("/edit/topic/bats")).text
    assert "1. Watch" in text
    assert "2. Listen" in text
    await send("/edit", "remove step 1 of #bats")
    assert "Watch" not in (await browser.open("/edit/topic/bats")).text


@pytest.mark.drill
async def test_a_topic_is_added_and_one_that_was_told_of_is_asked_about_before_it_goes(talk, page):
    browser, _ = page
    await taken(talk)
    await talk.hear("/begin bats")
    listed = await browser.open("/edit")
    form = next(f for f in listed.forms if ("line", "/edit add") in f.fields)
    added = await browser.post(form.action, [*form.fields[:2], ("part", "Foxes"), form.fields[-1]])
    assert "4. Foxes" in added.text
    asked = await edited(browser, "Remove this topic")
    assert "2. Bats" in asked.text.partition("can be undone")[2]
    gone = await browser.send(asked.form("Remove it"))
    assert "Bats" not in gone.text.partition("can be undone")[2]


@pytest.mark.drill
async def test_a_long_roadmap_is_edited_leaf_by_leaf(talk, page):
    browser, _ = page
    await taken(talk, "/import\n# Long\n\n" + "".join(f"- [ ] Topic T{n}.\n" for n in range(1, 2001)))
    first = await browser.open("/edit")
    assert f"Topic T{TOPICS}." in first.text
    assert f"Topic T{TOPICS + 1}." not in first.text
    assert len(first.forms) < 5
    assert len(first.answer.content) < 60_000
    last = await browser.open(f"/edit/{2000 // TOPICS}")
    assert "Topic T2000." in last.text
    assert (await browser.open(f"/edit/{2000 // TOPICS + 1}")).status == 404


async def test_nobody_edits_what_is_not_theirs(talk, page):
    browser, _ = page
    before = await talk.rows()
    assert (await browser.open("/edit/topic/nlp")).status == 404
    assert (await browser.open("/edit/topic/none")).status == 404
    assert await talk.rows() == before
