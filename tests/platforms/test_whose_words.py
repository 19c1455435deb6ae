"""Whose words a message is: one's own, said to the bot among others, forwarded, or none at all."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram

from bot.chat.platform import File, Place, Speaker, Spoken, Voice
from bot.platforms.discord.inward import spoken as spoken_on_discord
from bot.platforms.telegram.inward import said_in_the_groups_name, spoken
from bot.store import Database
from tests.bot.conftest import ANN, OWLS, Talk
from tests.platforms.discord_stage import Stage

ANN_ON_TELEGRAM = {"id": 7, "is_bot": False, "first_name": "Ann"}
THE_BOT = {"id": 4242, "is_bot": True, "first_name": "Roadmate", "username": "roadmate_bot"}
PRIVATE, OWL_HOUSE = {"id": 7, "type": "private"}, {"id": -500, "type": "supergroup", "title": "Owls"}
FORWARDED = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Ben"}}
ITS_POST = {"message_id": 2, "date": 1, "chat": OWL_HOUSE, "from": THE_BOT}
VOICE = {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 2}}
FILE = {"document": {"file_id": "f", "file_unique_id": "f", "file_name": "path.md", "file_size": 5}}


def heard(chat: dict[str, Any], **fields: Any) -> Spoken | None:
    message = {"message_id": 1, "date": 1_800_000_000, "chat": chat, "from": ANN_ON_TELEGRAM, **fields}
    return spoken(telegram.Message.de_json(message, telegram.Bot("4242:x")), "roadmate_bot")


@pytest.mark.parametrize(
    ("fields", "voice", "line"),
    [
        ({"text": "done nlp"}, Voice.OWN, "done nlp"),
        ({"caption": "/done nlp", **VOICE}, Voice.OWN, "/done nlp"),
        ({"text": "/done nlp", **FORWARDED}, Voice.NOBODYS, "/done nlp"),
        ({"text": "/done nlp", "via_bot": THE_BOT | {"id": 5}}, Voice.NOBODYS, "/done nlp"),
        (VOICE, Voice.WORDLESS, ""),
        ({"caption": "/done nlp", **FILE, **FORWARDED}, Voice.NOBODYS, "/import"),
    ],
)
def test_on_telegram_alone_with_the_bot(fields: dict[str, Any], voice: Voice, line: str) -> None:
    said = heard(PRIVATE, **fields)
    assert said is not None
    assert (said.voice, said.line) == (voice, line)


def test_what_is_said_to_another_bot_is_nothing_to_this_one_alone_with_it_either() -> None:
    assert heard(PRIVATE, text="/done@other_bot nlp") is None


@pytest.mark.parametrize(
    ("fields", "voice", "line"),
    [
        ({"text": "@Roadmate_Bot, how am I doing?"}, Voice.TO_US, "how am I doing?"),
        ({"text": "finished nlp @roadmate_bot"}, Voice.TO_US, "finished nlp"),
        ({"caption": "finished nlp @roadmate_bot", **VOICE}, Voice.TO_US, "finished nlp"),
        ({"text": "finished nlp", "reply_to_message": ITS_POST}, Voice.IN_REPLY, "finished nlp"),
        ({"caption": "finished nlp", "reply_to_message": ITS_POST, **VOICE}, Voice.IN_REPLY, "finished nlp"),
    ],
)
def test_among_others_what_mentions_the_bot_or_replies_to_it_is_said_to_it(
    fields: dict[str, Any], voice: Voice, line: str
) -> None:
    said = heard(OWL_HOUSE, **fields)
    assert said is not None
    assert (said.voice, said.line) == (voice, line)
    assert said.replies_to == ("2" if "reply_to_message" in fields else None)


@pytest.mark.drill
@pytest.mark.parametrize("chat", [PRIVATE, OWL_HOUSE])
def test_a_command_below_whatever_was_sent_is_a_line(chat: dict[str, Any]) -> None:
    sizes = {"file_id": "f", "file_unique_id": "f", "width": 9, "height": 9, "duration": 1, "length": 9}
    for kind in ("video", "animation", "audio", "voice", "document", "photo"):
        sent = {kind: [sizes] if kind == "photo" else sizes}
        said = heard(chat, caption="/board@roadmate_bot", **sent)
        assert said is not None, kind
        assert (said.voice, said.line) == (Voice.OWN, "/board"), kind


def test_in_a_topic_that_the_bot_opened_what_people_say_to_each_other_replies_to_nothing() -> None:
    opening = ITS_POST | {"forum_topic_created": {"name": "NLP", "icon_color": 1}}
    assert heard(OWL_HOUSE, text="finished nlp", reply_to_message=opening, is_topic_message=True) is None


def test_an_admin_who_is_anonymous_is_known_as_such_by_a_caption_too() -> None:
    fields = {"caption": "/group start", "sender_chat": OWL_HOUSE, **VOICE}
    message = {"message_id": 1, "date": 1_800_000_000, "chat": OWL_HOUSE, "from": ANN_ON_TELEGRAM, **fields}
    shown = telegram.Message.de_json(message, telegram.Bot("4242:x"))
    assert said_in_the_groups_name(shown, "roadmate_bot") == "group"


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "finished nlp"},
        {"text": "finished nlp @roadmate_bottle"},
        {"text": "/leave", **FORWARDED},
        {"text": "finished nlp @roadmate_bot", **FORWARDED},
        VOICE,
        {"text": "hi", "reply_to_message": {"message_id": 2, "date": 1, "chat": OWL_HOUSE, "from": ANN_ON_TELEGRAM}},
    ],
)
def test_all_else_among_others_is_not_for_the_bot(fields: dict[str, Any]) -> None:
    assert heard(OWL_HOUSE, **fields) is None


async def test_on_discord_what_is_forwarded_is_nobodys_and_a_sticker_has_no_words(sqlite_url: str) -> None:
    async with Stage(sqlite_url) as stage:
        message = await stage.ann.send_dm("finished nlp")
        channel = await stage.discord.client.fetch_channel(stage.ann.dm_channel.id)
        own = await channel.fetch_message(message.id)  # type: ignore[union-attr]
        assert spoken_on_discord(own).voice is Voice.OWN
        own.flags.forwarded = True
        assert spoken_on_discord(own).voice is Voice.NOBODYS
        own.flags.forwarded, own.content = False, ""
        assert spoken_on_discord(own).voice is Voice.WORDLESS


@pytest.fixture
async def lean(sqlite_url: str) -> AsyncIterator[Talk]:
    database = Database(sqlite_url)
    yield Talk(database)
    await database.close()


def spoken_as(voice: Voice, line: str, talk: Talk, place: Place) -> Spoken:
    return Spoken(Speaker("console", str(ANN), "Ann"), place, line, talk.clock(), voice=voice)


async def test_what_is_nobodys_word_changes_nothing_and_is_said_so_once_in_a_while(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    before = await lean.rows()
    place = Place(str(ANN), direct=True)
    first, second = [await lean.dispatcher.say(spoken_as(Voice.NOBODYS, "/done nlp", lean, place)) for _ in range(2)]
    assert first is not None
    assert "forwarded" in first.text
    assert second is None
    after = await lean.rows()
    assert {name: rows for name, rows in after.items() if name != "rates"} == {
        n: r for n, r in before.items() if n != "rates"
    }


async def test_what_has_no_words_gets_one_short_answer_once_in_a_while(lean: Talk) -> None:
    place = Place(str(ANN), direct=True)
    answers = [await lean.dispatcher.say(spoken_as(Voice.WORDLESS, "", lean, place)) for _ in range(3)]
    assert [answer is not None for answer in answers] == [True, False, False]


async def test_a_sentence_to_the_bot_among_others_is_carried_out_and_one_to_others_is_not(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    assert await lean.dispatcher.say(spoken_as(Voice.OWN, "finished nlp", lean, OWLS)) is None
    assert await lean.dispatcher.say(spoken_as(Voice.NOBODYS, "/done nlp", lean, OWLS)) is None
    answer = await lean.dispatcher.say(spoken_as(Voice.TO_US, "finished nlp", lean, OWLS))
    assert answer is not None
    assert answer.private
    assert "NLP" in answer.text


PICTURE = {"photo": [{"file_id": name, "file_unique_id": name, "width": 9, "height": 9} for name in ("small", "large")]}
PAPER = {"document": {"file_id": "p", "file_unique_id": "p", "file_name": "c.pdf", "mime_type": "application/pdf"}}
OWN = {"message_id": 2, "date": 1, "chat": PRIVATE, "from": ANN_ON_TELEGRAM, **PICTURE}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"caption": "done nlp", **PICTURE}, "photo large"),
        ({"caption": "done nlp", **PAPER}, "document p"),
        ({"text": "done nlp", "reply_to_message": OWN}, "photo large"),
        ({"caption": "done nlp", **FILE}, None),
        ({"text": "done nlp", "reply_to_message": OWN | {"from": THE_BOT}}, None),
        ({"caption": "done nlp", **PICTURE, **FORWARDED}, None),
    ],
    ids=["a photo", "a pdf", "a reply to one's own", "a text file", "a reply to the bot's", "forwarded"],
)
def test_a_picture_or_a_pdf_goes_with_ones_own_words(fields: dict[str, Any], where: str | None) -> None:
    said = heard(PRIVATE, **fields)
    assert said is not None
    assert (said.exhibit.where if said.exhibit else None) == where
    assert said.line == "done nlp"


def test_a_pdf_without_a_word_is_a_roadmap_as_it_was() -> None:
    said = heard(PRIVATE, **PAPER)
    assert said is not None
    assert (said.line, said.exhibit) == ("/import", None)


def test_of_an_album_the_picture_with_the_words_is_heard_and_the_others_are_not() -> None:
    first = heard(PRIVATE, caption="done nlp", media_group_id="1", **PICTURE)
    assert first is not None
    assert first.exhibit is not None
    assert first.exhibit.several
    assert heard(PRIVATE, media_group_id="1", **PICTURE) is None


@pytest.mark.drill
def test_of_an_album_of_pdfs_the_one_with_the_words_is_heard_and_none_is_a_roadmap() -> None:
    assert heard(PRIVATE, media_group_id="1", **PAPER) is None
    last = heard(PRIVATE, caption="done nlp", media_group_id="1", **PAPER)
    assert last is not None
    assert last.exhibit is not None
    assert (last.line, last.exhibit.several) == ("done nlp", True)
    notes = heard(PRIVATE, media_group_id="1", **FILE)
    assert notes is not None
    assert notes.line == "/import", "several roadmaps may come at once"


@pytest.mark.drill
def test_in_a_group_a_picture_with_a_command_below_it_is_the_speakers() -> None:
    said = heard(OWL_HOUSE, caption="/done nlp", **PICTURE)
    assert said is not None
    assert said.exhibit is not None
    assert heard(OWL_HOUSE, caption="done nlp", **PICTURE) is None


@pytest.mark.drill
def test_what_stands_below_a_file_is_its_caption_and_a_file_without_a_word_is_there_to_be_imported() -> None:
    said = heard(PRIVATE, caption="done nlp", **FILE)
    assert said is not None
    assert (said.line, said.is_caption, said.file is not None) == ("done nlp", True, True)
    alone = heard(PRIVATE, **FILE)
    assert alone is not None
    assert (alone.line, alone.is_caption) == ("/import", False)
    shown = heard(PRIVATE, caption="done nlp", **PICTURE)
    assert shown is not None
    assert not shown.is_caption
    spoken_to = heard(PRIVATE, caption="done nlp", **VOICE)
    assert spoken_to is not None
    assert (spoken_to.is_caption, spoken_to.file) == (True, None)


ROADMAP = b"# My path\n\n- [ ] Statistics\n- [ ] Bayes\n"


async def below_a_file(lean: Talk, line: str, *, is_read: bool = True) -> str:
    async def fetch() -> bytes:
        return ROADMAP

    file = File("path.md", len(ROADMAP), fetch) if is_read else None
    speaker, place = Speaker("console", str(ANN), "Ann"), Place(str(ANN), direct=True)
    answer = await lean.dispatcher.say(Spoken(speaker, place, line, lean.clock(), file, is_caption=True))
    assert answer is not None
    return answer.text


@pytest.mark.parametrize("line", ["my roadmap", "here is my plan", "roadmap", "nlp", "what do you think?", "hello"])
async def test_what_tells_nothing_below_a_file_is_about_the_file(lean: Talk, line: str) -> None:
    await lean.say("/start ml-data today")
    assert "My path" in await below_a_file(lean, line)


@pytest.mark.parametrize("line", ["done nlp", "/done nlp"])
@pytest.mark.parametrize("is_read", [True, False], ids=["a document", "a video"])
async def test_what_was_done_is_told_below_a_file_too_of_which_nothing_is_kept(
    lean: Talk, line: str, *, is_read: bool
) -> None:
    await lean.say("/start ml-data today")
    answer = await below_a_file(lean, line, is_read=is_read)
    assert "NLP" in answer
    assert "nothing of the file" in answer
    assert any({"nlp", "completed"} <= set(map(str, row)) for row in (await lean.rows())["progress_events"])


async def test_what_only_asks_below_a_video_is_answered_without_a_word_of_it(lean: Talk) -> None:
    await lean.say("/start ml-data today")
    assert "nothing of the file" not in await below_a_file(lean, "/status", is_read=False)
    assert "nothing of the file" not in await below_a_file(lean, "what's next?", is_read=False)
