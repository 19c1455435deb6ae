"""A learner's own pages: what stands on them, and what is pressed on them."""

import pytest

from tests.bot.conftest import BEN
from tests.conftest import BOTH_WHEN_LONG
from tests.web.own_pages import PAGES, bring, chosen, with_steps

ENGINES = BOTH_WHEN_LONG

# Today, and the plan against time


async def test_the_plan_stands_on_the_page_with_a_link_to_each_topic_and_in_words(page):
    _, first = page
    assert "1. Deep Learning aim for 31 Jan" in first.text
    assert "Topic Where it stands Begins Aim for Latest" in first.text
    assert "/topic/deep-learning" in first.links


@pytest.mark.drill
async def test_the_timeline_shows_the_weeks_around_now_and_at_a_press_all_of_it(page):
    browser, first = page
    assert "/topic/data-engineering" not in first.links
    whole = await browser.open("/timeline")
    assert "/topic/data-engineering" in whole.links
    assert "All done (pace not known yet)" in whole.text


@pytest.mark.drill
async def test_who_is_far_ahead_sees_what_comes_next_on_the_timeline(talk, page):
    browser, _ = page
    for number in (1, 2, 3):
        await talk.say(f"/done {number}")
    await talk.say("/done 5")
    await talk.say("/done 6")
    shown = await browser.open("/")
    assert "/topic/image-processing" in shown.links
    for number in (4, 7):
        await talk.say(f"/done {number}")
    assert "The whole plan" not in (await browser.open("/")).text


@pytest.mark.drill
async def test_who_is_on_no_roadmap_begins_one_on_the_page(talk, open_browser):
    browser = open_browser()
    first = await browser.send((await browser.open(await talk.way_in(by=BEN))).form("Sign in"))
    assert all([(await browser.open(path)).status == 200 for path in PAGES])
    assert "You're on no roadmap yet" in (await browser.open("/settings")).text
    told = await browser.send(first.form("Start"))
    assert "You're on Machine learning and data" in told.text
    assert "Deep Learning" in await talk.hear("/today", by=BEN)


@pytest.mark.drill
async def test_a_pause_and_an_end_are_told_as_in_the_chat(talk, page):
    browser, _ = page
    await talk.hear("/pause until 10 jan")
    assert "Paused; you're back on Sun 10 Jan" in (await browser.open("/")).text
    for number in range(1, 8):
        await talk.say(f"/done {number}")
    finished = await browser.open("/")
    assert "done 4 Jan" in finished.text
    assert all([(await browser.open(path)).status == 200 for path in PAGES])


@pytest.mark.drill
async def test_a_roadmap_without_lengths_has_no_timeline_until_something_of_it_has_a_day(talk, page):
    browser, _ = page
    await bring(talk, [{"title": "Knots"}, {"title": "Sails"}])
    assert "Your plan" not in (await browser.open("/")).text
    await talk.hear("/begin knots")
    assert "/topic/knots" in (await browser.open("/")).links


# Topics and steps


@pytest.mark.drill
async def test_many_topics_that_are_ticked_together_are_one_saying(talk, page):
    browser, _ = page
    topics = await browser.open("/topics")
    form = topics.form("Done")
    told = await browser.post(form.action, [("line", "/done"), *chosen(form, "#nlp", "#deep-learning")[1:]])
    assert "NLP and Deep Learning: completed today" in told.text
    await browser.send(told.form("Undo"))
    assert "⬜ 3. NLP" in await talk.hear("/topic nlp")
    assert "⬜ 1. Deep Learning" in await talk.hear("/topic deep learning")


@pytest.mark.drill
async def test_steps_that_are_ticked_and_opened_together_are_one_saying_that_one_press_takes_back(talk, page):
    browser, _ = page
    await with_steps(talk)
    await talk.hear("/tick lessons 1 and 2 of nlp")
    form = (await browser.open("/topic/nlp")).form("Save what is ticked")
    assert [value for name, value in form.fields if name == "part"] == ["n0", "n1"]
    told = await browser.post(form.action, chosen(form, "n0", "n2", "n7"))
    assert "NLP · Lesson 3 and Lesson 8, Mon 4 Jan. ☐ NLP · Lesson 2 of 9: open again." in told.text
    assert "3 of 9 done" in told.text
    again = await browser.send(told.form("Undo"))
    kept = [value for name, value in again.form("Save what is ticked").fields if name == "part"]
    assert kept == ["n0", "n1"]


@pytest.mark.drill
async def test_a_form_of_steps_that_are_others_by_now_changes_nothing(talk, page):
    browser, _ = page
    await with_steps(talk)
    form = (await browser.open("/topic/nlp")).form("Save what is ticked")
    await with_steps(talk, "/steps nlp: Words, Trees, Attention")
    before = (await talk.rows())["progress_events"]
    await browser.post(form.action, chosen(form, "n0", "n1"))
    assert (await talk.rows())["progress_events"] == before


@pytest.mark.drill
async def test_a_form_that_is_sent_as_it_stands_changes_nothing(talk, page):
    browser, _ = page
    await with_steps(talk)
    await talk.hear("/tick lesson 2 of nlp")
    before = (await talk.rows())["progress_events"]
    told = await browser.send((await browser.open("/topic/nlp")).form("Save what is ticked"))
    assert "as it was. Nothing to change" in told.text
    assert (await talk.rows())["progress_events"] == before


@pytest.mark.drill
async def test_a_topic_of_very_many_steps_is_turned_in_pages(talk, page):
    browser, _ = page
    await with_steps(talk, "/steps nlp: 105 lessons")
    last = await browser.open("/topic/nlp/11")
    form = last.form("Save what is ticked")
    told = await browser.post(form.action, chosen(form, "n4"))
    assert "/topic/nlp/11" in str(told.answer.url)
    assert "☑ Lesson 105" in await talk.hear("/steps nlp 11")


@pytest.mark.drill
async def test_there_is_no_page_of_a_topic_or_a_stage_that_there_is_not(page):
    browser, _ = page
    missing = [(await browser.open(path)).status for path in ("/topic/nothing", "/stage/99", "/topic/nlp/999")]
    assert missing == [404, 404, 200]


# The log


@pytest.mark.drill
async def test_what_is_logged_is_one_line_and_no_word_of_the_note_is_read_as_anything_else(talk, page):
    browser, _ = page
    form = (await browser.open("/log")).form("Log it")
    values = {"part *m": "45", "part :": "yesterday's deep learning\nwas 20m of cv"}
    fields = [(name, values.pop(name, value)) for name, value in form.fields]
    told = await browser.post(form.action, [*fields, *values.items()])
    assert "45 min · “yesterday's deep learning was 20m of cv”" in told.text
    assert "45 min" in await talk.hear("/log")


@pytest.mark.drill
async def test_study_days_are_a_picture_with_words_for_it(talk, page):
    browser, _ = page
    await talk.hear("/log 45m nlp")
    shown = await browser.open("/log")
    assert 'role="img" aria-label="' in shown.answer.text
    assert "1 study day in the past year" in shown.text
    assert "4 Jan 2027: 45 min" in shown.text


# Oneself


@pytest.mark.drill
async def test_what_is_kept_is_said_as_in_the_chat(talk, page):
    browser, _ = page
    await talk.hear("/done nlp")
    said = (await talk.hear("/export everything")).partition(": ")[2]
    assert said in (await browser.open("/you")).text


@pytest.mark.drill
async def test_a_file_comes_with_the_answer(page):
    browser, _ = page
    told = await browser.send((await browser.open("/you")).form("CSV"))
    (link,) = [one for one in told.links if one.startswith("/answer/")]
    assert (await browser.client.get(link)).text.startswith("stage,") or "Deep Learning" in (
        await browser.client.get(link)
    ).text


@pytest.mark.drill
async def test_one_browser_signs_another_out_and_stays(talk, page, open_browser):
    browser, _ = page
    other = open_browser()
    await other.send((await other.open(await talk.way_in())).form("Sign in"))
    listed = await browser.open("/you")
    forms = [form for form in listed.forms if form.label == "Sign out"]
    assert len(forms) == 1
    assert "Signed out there" in (await browser.send(forms[0])).text
    assert [(await one.open("/")).status for one in (browser, other)] == [200, 401]


@pytest.mark.drill
async def test_nobody_signs_somebody_elses_browser_out(talk, page):
    browser, _ = page
    await talk.hear("/start ml-data today", by=BEN)
    (session,) = (await talk.rows())["web_sessions"]
    assert "No such browser" in await talk.hear(f"/web off {session[0]}", by=BEN)
    assert "No such browser" in await talk.hear(f"/web off {10**17}")
    assert (await browser.open("/")).status == 200


async def _ticked(talk, browser, command: str):
    """What comes of as many topics as a page shows, ticked together, however long their titles are."""
    await bring(talk, [{"title": f"{n} {'very long title ' * 8}"} for n in range(30)])
    topics = await browser.open("/topics")
    words = [f"#{link.removeprefix('/topic/')}" for link in topics.links if link.startswith("/topic/")]
    return await browser.post("/say", [("line", command), ("then", "/topics"), *(("part", one) for one in words)])


@pytest.mark.drill
async def test_all_topics_of_a_page_are_begun_and_taken_back_at_once(talk, page):
    browser, _ = page
    told = await _ticked(talk, browser, "/begin")
    assert "30 topics: begun today" in told.text
    assert "30 topics" in (await browser.send(told.form("Undo"))).text


@pytest.mark.drill
@pytest.mark.parametrize(("command", "said"), [("/done", "That's 30 of 30."), ("/skip", "30 topics")])
async def test_what_would_become_of_all_topics_of_a_page_is_shown_and_then_done(talk, page, command, said):
    browser, _ = page
    shown = await _ticked(talk, browser, command)
    assert "30 topics" in shown.text
    assert said in (await browser.send(shown.form("Do it"))).text
