"""/import: a document is pasted, and seen as it would be taken: its readings side by side, its stages to choose. It is the draft that a
chat shows, and each choice is a line of /import."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.context import Context
from bot.commands.choice import MOST_ASKED, STAGE, Chosen, chosen_of
from bot.commands.imports import look
from bot.store.stored import Stored
from bot.texts import bringing_page as texts
from bot.texts import readings as in_chats
from bot.web.desk import Desk
from bot.web.own_page import own_page

PATH = "/import"

ELSEWHERE = ("/import reading ", "/import stages ")
"""Lines of buttons whose choice has a place of its own on the page."""


@dataclass(frozen=True, slots=True)
class Bringing:
    """The page."""

    desk: Desk

    @property
    def routes(self) -> list[Route]:
        return [Route(PATH, self.show)]

    async def show(self, request: Request) -> Response:
        """The draft that was sent last, and a place to paste one. Raises Refused."""
        async with self.desk.context(request) as (visitor, context):
            speaker = context.speaker
            token = await context.store.drafts.newest(speaker.platform, speaker.user_id, context.now)
            draft = await self._draft(context, token) if token else {}
        return await own_page(
            self.desk,
            request,
            visitor,
            "import",
            here="/topics",
            then=PATH,
            stream="",
            token=token,
            texts=texts,
            **draft,
        )

    async def _draft(self, context: Context, token: str) -> dict[str, Any]:
        chosen, seen = await chosen_of(context, token), await look(context, token)
        stored = await _all_readings(context, token, chosen)
        draft = chosen.read.draft
        return {
            "seen": seen.text,
            "buttons": [button for button in seen.buttons if not button.line.startswith(ELSEWHERE)],
            "readings": texts.readings(chosen.read.sketches, [one.roadmap for one in stored]),
            "reading": draft.reading,
            "stages": texts.stages(chosen.whole.stages.all[:MOST_ASKED]) if chosen.whole.stages.are_named else [],
            "more_stages": max(0, len(chosen.whole.stages.all) - MOST_ASKED),
            "first_more": MOST_ASKED // in_chats.PAGE,
            "without": draft.without,
            "stage_mark": STAGE,
        }


async def _all_readings(context: Context, token: str, chosen: Chosen) -> Sequence[Stored]:
    count = len(chosen.read.draft.readings)
    return [await context.store.drafts.reading(token, number) for number in range(count)]
