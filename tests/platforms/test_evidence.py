"""Pictures and PDFs with words below them, on Telegram and on Discord: kept by the platform's own id, shown again, and said to be gone."""

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from shutil import copyfile
from typing import Any, Protocol

import pytest
from sqlalchemy import text

from bot.platforms.telegram.platform import Telegram
from bot.store import Database
from tests.platforms.bot_api import BotApi
from tests.platforms.discord_stage import Stage, choose
from tests.platforms.plainly import of_html, of_markdown, on_one_line
from tests.platforms.sides import SHOWN, Common, own_database, running

PICTURE = b"\x89PNG a picture"
ANN = 11


class Chat(Protocol):
    """Ann's direct chat with the bot on one platform."""

    name: str
    database: Database

    async def say(self, line: str) -> list[str]:
        """What comes back for a line: texts, and "[file]" for each file."""

    async def show(self, words: str, name: str = "work.png") -> list[str]:
        """What comes back for a file with these words below it."""

    async def tap(self, label: str) -> None:
        """Ann presses the latest button of this label."""

    def lose(self) -> None:
        """The platform has none of the files any more."""


class OnTelegram:
    name = "Telegram"

    def __init__(self, api: BotApi, database: Database) -> None:
        self.api, self.database = api, database
        self._seen = 0

    async def say(self, line: str) -> list[str]:
        self.api.say(ANN, line)
        return await self._heard()

    async def show(self, words: str, name: str = "work.png") -> list[str]:
        if name.endswith(".pdf"):
            self.api.files["pdf"] = PICTURE
            document = {"file_id": "pdf", "file_unique_id": "pdf", "file_name": name, "mime_type": "application/pdf"}
            self.api.say(ANN, None, document=document, caption=words)
        else:
            self.api.show(ANN, words, PICTURE)
        return await self._heard()

    async def tap(self, label: str) -> None:
        message, count = next(one for one in reversed(self.api.messages) if one.rows), len(self.api.made(*SHOWN))
        self.api.press(ANN, message, message.data(label))
        await self.api.wait_until(lambda: len(self.api.made(*SHOWN)) > count)
        await self._until_nothing_more_is_said()
        self._seen = len(self.api.messages)

    async def _heard(self) -> list[str]:
        """All until nothing more is said."""
        await self.api.wait_until(lambda: len(self.api.messages) > self._seen)
        await self._until_nothing_more_is_said()
        fresh, self._seen = self.api.messages[self._seen :], len(self.api.messages)
        return ["[file]" if one.file else on_one_line(of_html(one.html)) for one in fresh]

    async def _until_nothing_more_is_said(self) -> None:
        number = 0
        while number != len(self.api.messages):
            number = len(self.api.messages)
            await self.api.wait_for_calls("sendMessage", 1)
            try:
                await self.api.wait_until(lambda: len(self.api.messages) > number, seconds=0.15)  # noqa: B023 - at once
            except TimeoutError:
                break

    def lose(self) -> None:
        self.api.files.clear()


class OnDiscord:
    name = "Discord"

    def __init__(self, stage: Stage) -> None:
        self.stage, self.database = stage, stage.database
        self._shown: list[Any] = []

    async def say(self, line: str) -> list[str]:
        return await self._heard(self.stage.ann.send_dm(line))

    async def show(self, words: str, name: str = "work.png") -> list[str]:
        ann = self.stage.ann
        kept = self.stage.env.backend.store_attachments(ann.dm_channel.id, [(name, PICTURE)])
        return await self._heard(ann.send_dm(words, attachments=kept))

    async def tap(self, label: str) -> None:
        ann = self.stage.ann
        await choose(ann, ann.dm_channel.last_message, label)

    async def _heard(self, saying: Any) -> list[str]:
        chat, me = self.stage.ann.dm_channel, self.stage.ann.id
        before = {one.id for one in chat.history()}
        await saying
        fresh = [one for one in chat.history() if one.id not in before]
        self._shown += [one for one in fresh if one.author.id == me and one.attachments]
        answers = [one for one in fresh if one.author.id != me]
        return ["[file]" if _is_forwarded(one) else on_one_line(of_markdown(one.content, {})) for one in answers]

    def lose(self) -> None:
        for message in self._shown:
            self.stage.env.backend.delete_message(self.stage.ann.dm_channel.id, message.id)

    def strip(self) -> None:
        """The messages stay, their files go."""
        for message in self._shown:
            self.stage.env.backend.get_message(self.stage.ann.dm_channel.id, message.id).attachments.clear()


def _is_forwarded(message: Any) -> bool:
    return any(shot.attachments for shot in message.message_snapshots)


@pytest.fixture
def fresh(migrated: Path, tmp_path: Path) -> Callable[[str], str]:
    return lambda name: f"sqlite:///{copyfile(migrated, tmp_path / f'{name}.db')}"


@pytest.fixture(params=["telegram", "discord"])
async def chat(request: pytest.FixtureRequest, fresh: Callable[[str], str], tmp_path: Path) -> AsyncIterator[Chat]:
    async with Stage(fresh("discord")) as stage:
        if request.param == "discord":
            yield OnDiscord(stage)
            return
        common = Common(stage, fresh, tmp_path)
        async with own_database("telegram", common) as database, BotApi() as api:
            platform = Telegram(
                token=api.token,
                api_url=api.url,
                dispatcher=stage.dispatcher(database),
                database=database,
                clock=stage.clock,
                pause=0.01,
            )
            async with running(platform):
                yield OnTelegram(api, database)


async def facts(chat: Chat) -> list[tuple[str, str, str, str]]:
    query = text("SELECT kind, topic, skill, link FROM progress_events ORDER BY id")
    async with chat.database.engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(query)]


async def test_a_picture_with_the_words_done_nlp_is_kept_and_shown_with_the_topic(chat: Chat) -> None:
    [said] = await chat.show("done nlp")
    assert "NLP: completed today" in said
    assert f"where {chat.name} has your file" in said
    completed, evidence = await facts(chat)
    assert completed[:2] == ("completed", "nlp")
    assert evidence[:3] == ("evidence", "nlp", "")
    assert evidence[3].startswith(f"{chat.name.casefold()} ")
    told, file = await chat.say("/topic nlp")
    assert "One file of yours" in told
    assert file == "[file]"
    assert (await chat.say("/certificates nlp"))[1:] == ["[file]"]


async def test_a_pdf_with_the_words_certificate_fast_ai_is_that_certificate(chat: Chat) -> None:
    [said] = await chat.show("certificate fast.ai", "cert.pdf")
    assert "Fast.ai Cert: earned today" in said
    told, file = await chat.say("/certificates fast.ai")
    assert "One file of yours" in told
    assert file == "[file]"


async def test_a_file_that_is_gone_is_said_to_be_gone(chat: Chat) -> None:
    await chat.show("certificate fast.ai")
    chat.lose()
    _, said = await chat.say("/certificates fast.ai")
    assert f"{chat.name} doesn't have it any more" in said


async def test_a_picture_with_other_words_is_said_not_to_be_kept(chat: Chat) -> None:
    assert re.search("kept nothing of the file", (await chat.show("status"))[0])
    assert re.search("kept nothing of the file", (await chat.show("what a day"))[0])
    assert not any(kind == "evidence" for kind, *_ in await facts(chat))


async def test_a_second_picture_goes_with_a_topic_that_is_done_already(chat: Chat) -> None:
    await chat.show("done nlp")
    [said] = await chat.show("done nlp")
    assert "has your file" in said
    assert "Nothing to change" not in said
    told, file = await chat.say("/topic nlp")
    assert "2 files of yours" in told
    assert file == "[file]"


async def test_undo_takes_the_picture_back_with_what_it_showed(chat: Chat) -> None:
    await chat.show("done nlp")
    [said] = await chat.say("/undo")
    assert "NLP completed" in said
    assert "the file for NLP" in said
    assert len(await chat.say("/topic nlp")) == 1


async def test_which_certificate_a_picture_shows_can_be_chosen_afterwards(chat: Chat) -> None:
    [said] = await chat.show("certificate gcp")
    assert "Which certificate do you mean" in said
    assert "goes along with what you tap" in said
    assert await facts(chat) == []
    await chat.tap("GCP Skill Badges")
    assert [fact[:3] for fact in await facts(chat)] == [
        (kind, "ci-cd-for-ml", "GCP Skill Badges") for kind in ("cert earned", "evidence")
    ]
    assert (await chat.say("/certificates gcp skill badges"))[1:] == ["[file]"]


async def test_which_topic_a_picture_shows_can_be_chosen_afterwards(chat: Chat) -> None:
    [said] = await chat.show("done m")
    assert "goes along with what you tap" in said
    await chat.tap("⬜ Deep Learning")
    assert [fact[:2] for fact in await facts(chat)] == [(kind, "deep-learning") for kind in ("completed", "evidence")]
    assert (await chat.say("/topic deep learning"))[1:] == ["[file]"]


@pytest.mark.parametrize("chat", ["discord"], indirect=True)
async def test_what_is_asked_for_on_a_server_is_shown_in_the_direct_chat_alone(chat: OnDiscord) -> None:
    await chat.show("done nlp")
    stage = chat.stage
    result = await stage.member.slash(stage.channel, "roadmap topic", topic="nlp")
    assert result.response
    assert "One file of yours" in result.response.content
    assert not any(_is_forwarded(one) or one.attachments for one in stage.channel.history())
    assert _is_forwarded(stage.ann.dm_channel.last_message)


@pytest.mark.drill
@pytest.mark.parametrize("chat", ["telegram"], indirect=True)
async def test_a_picture_that_telegram_has_no_more_holds_up_none_of_the_others(chat: OnTelegram) -> None:
    await chat.show("certificate fast.ai")
    chat.lose()
    await chat.show("certificate fast.ai")
    told, gone, file = await chat.say("/certificates fast.ai")
    assert "2 files of yours" in told
    assert "doesn't have it any more" in gone
    assert file == "[file]"


@pytest.mark.parametrize("chat", ["discord"], indirect=True)
async def test_a_file_that_was_taken_out_of_its_message_is_said_to_be_gone(chat: OnDiscord) -> None:
    await chat.show("certificate fast.ai")
    chat.strip()
    _, said = await chat.say("/certificates fast.ai")
    assert "Discord doesn't have it any more" in said
