"""Certificates, evidence and the portfolio: what is stored of them, what is refused, and who sees it."""

import json
from datetime import date, timedelta

import pytest

from bot.chat.carrying import ONE, SEVERAL
from bot.chat.exhibit import LONGEST, Exhibit
from bot.chat.platform import File, Place, Pressed, Speaker, Spoken
from bot.chat.reply import Message
from bot.commands.certificates import LONGEST_LINK
from bot.platforms.console.renderer import plain
from bot.platforms.telegram.answers import Asked, read, written
from roadmap.certifications import LONGEST_NAME
from roadmap.proofs import MOST_FILES, MOST_OWN, Proofs, proofs
from roadmap.reading.shown import MARK
from roadmap.writing.documents import without_statuses
from tests.bot.conftest import ANN, BEN, Talk
from tests.conftest import SQLITE
from tests.presses import press

ENGINES = SQLITE

PHOTO = Exhibit("telegram", "photo AgAC-1")


async def show(talk: Talk, words: str, exhibit: Exhibit = PHOTO) -> Message:
    """What comes back for a picture with these words."""
    place, speaker = Place(ANN, direct=True), Speaker("telegram", ANN)
    answer = await talk.dispatcher.say(Spoken(speaker, place, words, talk.clock(), exhibit=exhibit))
    assert answer
    assert "incident" not in answer.text
    return answer


async def known(talk: Talk, platform: str = "console", *, by: str = ANN) -> Proofs:
    async with talk.database.store() as store:
        contact = await store.learners.by_account(platform, by)
        strands = contact.enrolment.ids if contact and contact.enrolment else ()
        return proofs(await store.facts.of(strands)) if strands else Proofs()


async def test_a_picture_is_carried_along_while_it_is_asked_which_certificate_it_shows(lean: Talk) -> None:
    asked = await show(lean, "certificate gcp")
    assert not (await known(lean, "telegram")).certificates
    data = next(key.data for key in asked.keys if "BigQuery" in key.label)
    assert len(data.encode()) <= 64
    await press(lean.dispatcher, Pressed(Speaker("telegram", ANN), Place(ANN, direct=True), data, lean.clock()))
    (one,) = (await known(lean, "telegram")).earned
    assert (one.name, one.files) == ("GCP BigQuery Badges", ("telegram photo AgAC-1",))


async def test_a_picture_goes_with_the_button_that_says_which_topic_it_shows(lean: Talk) -> None:
    asked = await show(lean, "done m")
    assert "goes along with what you tap" in asked.text
    assert not (await known(lean, "telegram")).files
    data = next(key.data for key in asked.keys if "CI/CD" in key.label)
    assert len(data.encode()) <= 64
    said = await press(lean.dispatcher, Pressed(Speaker("telegram", ANN), Place(ANN, direct=True), data, lean.clock()))
    assert "completed" in str(said)
    assert (await known(lean, "telegram")).files == {"ci-cd-for-ml": ("telegram photo AgAC-1",)}


async def test_a_picture_goes_with_the_button_that_keeps_a_certificate_of_ones_own(lean: Talk) -> None:
    asked = await show(lean, "certificate aws https://a.b")
    own = next(key.data for key in asked.keys if "My own" in key.label)
    await press(lean.dispatcher, Pressed(Speaker("telegram", ANN), Place(ANN, direct=True), own, lean.clock()))
    (one,) = (await known(lean, "telegram")).earned
    assert (one.name, one.link, one.files) == ("aws", "https://a.b", ("telegram photo AgAC-1",))


async def test_only_a_button_carries_a_file_and_no_typed_line(lean: Talk) -> None:
    for sign in (ONE, SEVERAL, " file:"):
        await lean.hear(f"/earned fast.ai{sign}console photo x")
        await lean.hear(f"/done nlp{sign}evil|x")
    proven = await known(lean)
    assert not proven.files
    assert not any(one.files for one in proven.certificates.values())


async def test_a_picture_with_what_stores_something_goes_with_no_button(lean: Talk) -> None:
    said = await show(lean, "begin cv")
    assert "kept nothing of the file" in said.text


async def test_what_is_planned_may_be_of_a_day_to_come_and_nothing_else(lean: Talk) -> None:
    assert "planned for Mon 11 Jan" in await lean.hear("/certificates planned kaggle next monday")
    assert "planned for 11 Jan" in await lean.hear("/certificates kaggle")
    assert "still to come" in await lean.hear("/earned gcp next monday")
    assert "still to come" in await lean.hear("/earned fast.ai next week")


async def test_which_day_it_was_is_asked_where_the_words_may_mean_several(lean: Talk) -> None:
    asked = await lean.say("/earned kaggle in march https://a.b/c")
    assert asked
    assert not (await known(lean)).certificates
    await lean.press(next(key.data for key in asked.keys if "15 Mar 2026" in key.label))
    (one,) = (await known(lean)).earned
    assert (one.day, one.link) == (date(2026, 3, 15), "https://a.b/c")


async def test_a_picture_of_several_topics_is_evidence_of_each(lean: Talk) -> None:
    await show(lean, "done 1 2")
    assert set((await known(lean, "telegram")).files) == {"deep-learning", "time-series-forecasting"}


async def test_a_picture_that_takes_too_many_words_to_find_again_is_not_kept_and_that_is_said(lean: Talk) -> None:
    said = plain((await show(lean, "done nlp", Exhibit("telegram", "x" * (LONGEST + 1)))).text)
    assert "NLP: completed" in said
    assert "kept nothing of the file" in said


async def test_of_many_pictures_the_last_are_kept_and_that_is_said(lean: Talk) -> None:
    said = ""
    for number in range(MOST_FILES + 1):
        lean.wait(timedelta(minutes=1))
        said = plain((await show(lean, "done nlp", Exhibit("telegram", f"photo {number}"))).text)
    assert f"last {MOST_FILES}" in said
    assert len((await known(lean, "telegram")).files["nlp"]) == MOST_FILES


async def test_of_many_pictures_of_a_certificate_the_last_are_kept_and_that_is_said(lean: Talk) -> None:
    said = []
    for number in range(MOST_FILES + 1):
        lean.wait(timedelta(minutes=1))
        said.append(plain((await show(lean, "certificate fast.ai", Exhibit("telegram", f"photo {number}"))).text))
    assert [f"last {MOST_FILES}" in one for one in said] == [False] * MOST_FILES + [True]
    (one,) = (await known(lean, "telegram")).earned
    assert len(one.files) == MOST_FILES


async def test_what_a_picture_is_kept_for_is_said(lean: Talk) -> None:
    assert "Kept for NLP and Image Processing" in (await show(lean, "done nlp and cv")).text
    assert "Kept for Fast.ai Cert" in (await show(lean, "certificate fast.ai")).text


async def test_files_of_many_topics_are_named_as_files_among_others(lean: Talk) -> None:
    await show(lean, "done 1 2 3 4 5 6 7")
    speaker, place = Speaker("telegram", ANN), Place(ANN, direct=True)
    listed = await lean.dispatcher.say(Spoken(speaker, place, "/undo list", lean.clock()))
    assert listed
    assert "7 topics completed on 4 Jan and the file for 7 topics" in plain(listed.text)


async def bring(lean: Talk, document: bytes) -> None:
    """The roadmap of a document is taken."""

    async def fetch() -> bytes:
        return document

    place, speaker = Place(ANN, direct=True), Speaker("console", ANN)
    shown = await lean.dispatcher.say(Spoken(speaker, place, "/import", lean.clock(), File("c.md", 1, fetch)))
    assert shown
    await lean.press(next(key.data for key in shown.keys if "/import take" in key.data))


async def test_certificates_of_one_name_are_told_apart_by_their_topics(lean: Talk) -> None:
    document = b"# Cloud\n\n| Topic | Free Certifications |\n|---|---|\n| AWS | - Badge of honour |\n| Azure | - Badge of honour |\n"
    await bring(lean, document)
    asked = await lean.say("/earned honour")
    assert asked
    assert [key.label for key in asked.keys] == ["Badge of honour (AWS)", "Badge of honour (Azure)"]
    told = await lean.press(asked.keys[1].data)
    assert isinstance(told, Message)
    assert "Badge of honour (Azure): earned" in plain(told.text)
    assert "/earned 2 https://" in plain(told.text)
    await lean.hear("/earned 1 https://a.b/aws")
    portfolio = await lean.say("/portfolio")
    assert portfolio
    text = portfolio.attachments[0].content.decode()
    assert "- **Badge of honour** · Azure · earned 4 Jan 2027\n" in text
    assert "- **Badge of honour** · AWS · earned 4 Jan 2027 · [certificate](https://a.b/aws)\n" in text


async def test_a_certification_of_another_roadmap_is_said_to_be_there(lean: Talk) -> None:
    document = b"# Cloud\n\n| Topic | Free Certifications |\n|---|---|\n| AWS | - CKA |\n"
    await bring(lean, document)
    await lean.hear("/start ml-data today")
    asked = await lean.say("got the cka certificate")
    assert asked
    assert "belongs to Cloud" in plain(asked.text)
    assert any(key.data.endswith(":/switch cloud") or "Cloud" in key.label for key in asked.keys)
    assert not (await known(lean)).certificates


async def test_pictures_that_came_together_are_said_to_be_one(lean: Talk) -> None:
    said = plain((await show(lean, "done nlp", Exhibit("telegram", "photo x", several=True))).text)
    assert "Of these pictures I keep the one with the words" in said


async def test_an_answer_that_is_kept_for_later_shows_its_pictures_later(lean: Talk) -> None:
    await show(lean, "done nlp")
    message = await lean.dispatcher.say(
        Spoken(Speaker("telegram", ANN), Place(ANN, direct=True), "/topic nlp", lean.clock())
    )
    assert message
    assert message.exhibits == (PHOTO,)
    answer = Asked(Speaker("telegram", ANN), Place(ANN, direct=True)).answer(message)
    assert read(written(answer)).message.exhibits == (PHOTO,)
    earlier = json.loads(written(answer))
    del earlier["exhibits"]
    assert read(json.dumps(earlier)).message.exhibits == ()


async def test_a_link_that_is_too_long_is_refused_and_nothing_is_stored(lean: Talk) -> None:
    said = await lean.hear(f"/earned fast.ai https://a.b/{'x' * LONGEST_LINK}")
    assert "too long" in said
    assert not (await known(lean)).certificates


async def test_the_first_of_several_links_is_kept_and_that_is_said(lean: Talk) -> None:
    said = await lean.hear("/earned fast.ai https://a.b https://c.d")
    assert "one was left out" in said
    assert [one.link for one in (await known(lean)).earned] == ["https://a.b"]


async def test_of_certificates_of_ones_own_there_are_so_many_at_most(lean: Talk) -> None:
    for number in range(MOST_OWN + 1):
        lean.wait(timedelta(seconds=10))
        said = await lean.hear(f"/earned #/Own {number}")
    assert "as many as I keep" in said
    assert len((await known(lean)).certificates) == MOST_OWN


async def test_the_longest_name_of_ones_own_fits_its_column(lean: Talk) -> None:
    name = "x" * (LONGEST_NAME + 50)
    asked = await lean.say(f"/earned {name}")
    assert asked
    await lean.press(next(key.data for key in asked.keys if "My own" in key.label))
    assert [len(one.name) for one in (await known(lean)).earned] == [LONGEST_NAME]


@pytest.mark.parametrize("line", ["/topic nlp", "/certificates", "/certificates nlp", "/portfolio"])
async def test_in_a_group_what_is_shown_is_for_the_learner_alone(lean: Talk, line: str) -> None:
    await lean.hear("/earned nlp specialization https://a.b")
    message = await lean.say(line, direct=False)
    assert message
    assert message.private


async def test_a_portfolio_is_markdown_without_a_name_a_plan_or_a_failure(lean: Talk) -> None:
    for line in ("/begin cv", "/checkin 2h nlp: hard *work*", "/done nlp https://a.b/(my)_work", "/skip 6"):
        await lean.hear(line)
    await lean.hear("/earned fast.ai https://a.b/c yesterday")
    await lean.hear("/certificates planned kaggle")
    message = await lean.say("/portfolio")
    assert message
    (file,) = message.attachments
    assert (file.name, file.media_type) == ("portfolio.md", "text/markdown")
    assert file.content.decode() == (
        "# Machine learning and data\n\n1 topic, 1 certificate, 2 h of study\n\n"
        "## Topics\n\n- **NLP** · 2 h · [evidence](https://a.b/%28my%29_work)\n\n"
        "## Certificates\n\n- **Fast.ai Cert** · earned 3 Jan 2027 · [certificate](https://a.b/c)\n"
    )


async def test_with_nothing_done_there_is_no_portfolio(lean: Talk) -> None:
    await lean.hear("/begin nlp")
    message = await lean.say("/portfolio")
    assert message
    assert not message.attachments
    assert "nothing to show yet" in message.text


async def test_everything_is_in_the_export_and_goes_with_forget(lean: Talk) -> None:
    await show(lean, "done nlp")
    await show(lean, "certificate fast.ai", Exhibit("telegram", "document BQAC"))
    await show(lean, "done m", Exhibit("telegram", f"photo AgAC-1{'x' * 60}"))  # which waits on a button
    ann, place = Speaker("telegram", ANN), Place(ANN, direct=True)
    export = await lean.dispatcher.say(Spoken(ann, place, "/export everything", lean.clock()))
    assert export
    facts = json.loads(export.attachments[0].content)["facts"]
    assert {"telegram photo AgAC-1", "telegram document BQAC"} <= {one["link"] for one in facts}
    asked = await lean.dispatcher.say(Spoken(ann, place, "/forget", lean.clock()))
    assert asked
    await press(lean.dispatcher, Pressed(ann, place, asked.keys[0].data, lean.clock()))
    assert not (await lean.rows())["progress_events"]
    assert not any("AgAC-1" in repr(rows) for rows in (await lean.rows()).values())


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
async def test_what_was_exported_is_taken_by_another_account_without_loss(lean: Talk, form: str) -> None:
    for line in (
        "/done nlp yesterday https://a.b/nlp",
        "/done 2 yesterday",
        "/earned fast.ai https://a.b/c yesterday",
        "/certificates planned kaggle",
        "/certificates under way gcp skill badges",
        "/earned #/AWS <Practitioner>",
    ):
        await lean.hear(line)
    exported = await lean.say(f"/export {form}")
    assert exported
    (file,) = exported.attachments

    async def fetch() -> bytes:
        return file.content

    shown = await lean.dispatcher.say(
        Spoken(Speaker("console", BEN), Place(BEN, direct=True), "/import", lean.clock(), File(file.name, 1, fetch))
    )
    assert shown
    await lean.press(next(key.data for key in shown.keys if "/import take" in key.data), by=BEN)
    mine, theirs = (await known(lean)).certificates, (await known(lean, by=BEN)).certificates
    assert dict(theirs) == dict(mine)
    assert len(theirs) == 4
    assert "evidence (https://a.b/nlp)" in await lean.hear("/topic nlp", by=BEN)
    portfolios = [await lean.say("/portfolio", by=who) for who in (ANN, BEN)]
    my_portfolio, their_portfolio = (one.attachments[0].content.decode() for one in portfolios if one)
    assert "NLP" in their_portfolio
    assert form == "markdown" or their_portfolio == my_portfolio  # which has no day of what nothing shows


async def test_what_is_kept_of_a_document_has_nothing_of_what_it_shows(lean: Talk) -> None:
    await lean.hear("/earned fast.ai https://a.b/c")
    exported = await lean.say("/export markdown")
    assert exported
    (file,) = exported.attachments
    assert b"https://a.b/c" in file.content

    async def fetch() -> bytes:
        return file.content

    place, speaker = Place(BEN, direct=True), Speaker("console", BEN)
    shown = await lean.dispatcher.say(Spoken(speaker, place, "/import", lean.clock(), File(file.name, 1, fetch)))
    assert shown
    await lean.press(next(key.data for key in shown.keys if "/import take" in key.data), by=BEN)
    assert MARK not in repr((await lean.rows())["roadmap_versions"])
    await lean.hear("/certificates drop fast.ai", by=BEN)
    again = await lean.say("/export markdown", by=BEN)
    assert again
    assert b"https://a.b/c" not in again.attachments[0].content


async def test_what_is_shared_has_nothing_of_what_whoever_shares_it_has_to_show(lean: Talk) -> None:
    await lean.hear("/earned fast.ai https://a.b/c")
    exported = await lean.say("/export json")
    assert exported
    (file,) = exported.attachments
    assert b"https://a.b/c" in file.content
    assert "https://a.b/c" not in without_statuses(file.content.decode())


async def test_no_log_line_has_a_name_or_the_id_of_a_file(lean: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    await show(lean, "certificate fast.ai")
    await lean.hear("/earned My very own https://a.b")
    out = capsys.readouterr()
    assert not any(word in out.out + out.err for word in ("AgAC", "own", "fast.ai"))


async def test_a_portfolio_has_what_was_done_of_a_topic_that_the_roadmap_has_no_more(lean: Talk) -> None:
    async def fetch() -> bytes:
        return b"# Path\n\n| Topic | Duration |\n|---|---|\n| Sewing | 2 weeks |\n| Knitting | 2 weeks |\n"

    ann, place = Speaker("console", ANN), Place(ANN, direct=True)
    shown = await lean.dispatcher.say(Spoken(ann, place, "/import", lean.clock(), File("path.md", 1, fetch)))
    assert shown
    await lean.press(next(key.data for key in shown.keys if "/import take" in key.data))
    await lean.hear("/checkin 2h sewing")
    await lean.hear("/done sewing")
    asked = await lean.say("/edit remove sewing")
    assert asked
    await lean.press(next(key.data for key in asked.keys if "remove" in key.data and "yes" in key.data))
    assert "Sewing" not in await lean.hear("/plan")
    message = await lean.say("/portfolio")
    assert message
    assert "- **Sewing** · 2 h" in message.attachments[0].content.decode()


async def test_an_export_says_it_where_a_long_roadmap_leaves_no_room_for_the_log(lean: Talk) -> None:
    resources = [{"name": f"Book {number}", "url": f"https://a.b/{'c' * 150}/{number}"} for number in range(10)]
    topics = [{"title": f"Topic {number}", "resources": resources} for number in range(120)]

    async def fetch() -> bytes:
        return json.dumps({"format": "roadmate", "version": 1, "title": "Long", "topics": topics}).encode()

    ann, place = Speaker("console", ANN), Place(ANN, direct=True)
    shown = await lean.dispatcher.say(Spoken(ann, place, "/import", lean.clock(), File("long.json", 1, fetch)))
    assert shown
    await lean.press(next(key.data for key in shown.keys if "/import take" in key.data))
    await lean.hear("/log 45m #/topic-7 a note of it")
    exported = await lean.say("/export json")
    assert exported
    assert ("no room for your log" in plain(exported.text)) is (b"a note of it" not in exported.attachments[0].content)
    assert "no room for your log" in plain(exported.text)
