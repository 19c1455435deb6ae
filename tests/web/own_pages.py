"""What tests of a learner's own pages share: which there are, a roadmap brought, a list of steps kept, boxes ticked."""

import json

from bot.chat.platform import File, Place, Speaker, Spoken
from tests.bot.conftest import ANN
from tests.web.browser import Form

PAGES = ("/", "/timeline", "/topics", "/stage/1", "/topic/nlp", "/log", "/certificates", "/settings", "/you")

HOSTILE = '<script>alert(1)</script> {{ 7*7 }} "onload=x'


async def bring(talk, topics: list[dict[str, object]], title: str = "Brought") -> None:
    """A roadmap of these topics is under way."""

    async def fetch() -> bytes:
        return json.dumps({"title": title, "topics": topics}).encode()

    place, speaker = Place(ANN, direct=True), Speaker("console", ANN)
    shown = await talk.dispatcher.say(Spoken(speaker, place, "/import", talk.clock(), File("r.json", 1, fetch)))
    await talk.press(next(key.data for key in shown.keys if "/import take" in key.data))


async def with_steps(talk, line: str = "/steps nlp: 9 lessons") -> None:
    shown = await talk.say(line)
    await talk.press(next(key.data for key in shown.keys if "Keep" in key.label))


def chosen(form: Form, *words: str) -> list[tuple[str, str]]:
    """What a form sends with these of its check boxes ticked, and no others."""
    kept = [(name, value) for name, value in form.fields if name != "part"]
    return [*kept, *(("part", word) for word in words)]
