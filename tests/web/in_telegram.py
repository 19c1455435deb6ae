"""Ann in a chat of Telegram, who opens her page there: what her client says of her, and what the page asks for."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

import httpx
from starlette.applications import Starlette

from bot.chat.platform import Place, Pressed, Speaker, Spoken
from bot.chat.reply import Message
from bot.platforms.console.renderer import plain
from bot.platforms.pack import Vouches
from bot.platforms.telegram.init_data import opened
from bot.web.mini_app import PATH, PLATFORM
from bot.web.site import Site
from tests.bot.conftest import ANN, Talk
from tests.platforms.test_init_data import TOKEN, signed
from tests.presses import press
from tests.web.browser import HERE, Page

OURS = {"sec-fetch-site": "same-origin", "origin": HERE}
NUMBERS = count()
FORM = {"content-type": "application/x-www-form-urlencoded"}


def vouches() -> dict[str, Vouches]:
    """Telegram, with the token of the tests."""
    return {PLATFORM: lambda said, now: opened(said, TOKEN, now)}


def said_by(by: str, now: datetime, **more: str) -> str:
    """What somebody's client says; no two are alike."""
    own = {
        "user": f'{{"id":{by},"first_name":"Ann"}}',
        "auth_date": str(int(now.timestamp())),
        "query_id": f"AAH{next(NUMBERS)}",
    }
    return signed({**own, **more})


@dataclass
class InTelegram(Talk):
    """A talk in Telegram, beside the page of the same installation."""

    public_url: str | None = HERE

    def site(self) -> Starlette:
        assert self.public_url
        site = Site(self.dispatcher, self.database, self.clock, "UTC", self.public_url, vouches=vouches())
        return Starlette(routes=site.routes)

    async def write(self, line: str, by: str = ANN, place: Place | None = None) -> Message:
        """Say something, in the direct chat unless a place is named."""
        said = Spoken(Speaker("telegram", by, "Ann"), place or Place(by, direct=True), line, self.clock())
        message = await self.dispatcher.say(said)
        assert message
        return message

    async def read(self, line: str, by: str = ANN) -> str:
        return plain((await self.write(line, by)).text)

    async def touch(self, message: Message, label: str, by: str = ANN) -> Message:
        """Press the button of that label."""
        data = next(key.data for key in message.keys if label in key.label)
        pressed = Pressed(Speaker("telegram", by), Place(by, direct=True), data, self.clock())
        answer = await press(self.dispatcher, pressed)
        assert isinstance(answer, Message)
        return answer

    def init_data(self, by: str = ANN, **more: str) -> str:
        """What her client says now."""
        return said_by(by, self.clock(), **more)


@dataclass
class MiniApp:
    """A page that is open in Telegram: no cookie is kept, and the secret is shown with every request."""

    client: httpx.AsyncClient
    secret: str = ""

    @classmethod
    def on(cls, app: Starlette) -> "MiniApp":
        return cls(httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE))

    async def exchange(self, init_data: str, scheme: str = "tma", **headers: str | None) -> httpx.Response:
        """Show what the client says, with other headers than a page of ours sends; None for one that is left out."""
        given = OURS | {"authorization": f"{scheme} {init_data}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        sent = {name: value for name, value in given.items() if value is not None}
        return await self.client.post(f"{PATH}/session", headers=sent)

    async def open(self, init_data: str) -> Page:
        """Sign in, and look at the page that one begins with."""
        answer = await self.exchange(init_data)
        assert answer.status_code == 200
        given = answer.json()
        self.secret = given["secret"]
        return await self.look(given["first"])

    async def look(self, path: str = "/") -> Page:
        return Page(await self._asked("GET", path))

    async def send(self, page: Page, label: str, **values: str) -> Page:
        """Send the form with that button."""
        form = page.form(label)
        fields = [(name, values.pop(name, value)) for name, value in form.fields] + list(values.items())
        return Page(await self._asked("POST", form.action, content=str(httpx.QueryParams(fields)), headers=FORM))

    async def _asked(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = OURS | {"authorization": f"Bearer {self.secret}"} | more.pop("headers", {})
        answer = await self.client.request(method, path, headers=headers, follow_redirects=False, **more)
        if answer.is_redirect:
            return await self._asked("GET", answer.headers["location"])
        assert "set-cookie" not in answer.headers
        return answer
