"""What a form sends, read within bounds."""

from asyncio import to_thread
from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from bot.chat.form import Answer, into_of
from bot.texts import pages as texts
from bot.web.refusals import Refused

MOST_BYTES = 2 * 2**20
"""Of a form: a pasted roadmap is the most that anybody sends, and each of its letters may take nine."""

MOST_AT_ONCE = 64 * 2**10
"""Bytes of a form that is read where it came: it takes some ten milliseconds at most."""

MOST_FIELDS = 500

LONGEST_NAME = 40
"""Characters of the name of a field; those of our pages are shorter."""

LONGEST = 200_000
"""Characters of a line, with what is pasted below it."""

PART = "part"
"""The name of a field that goes on with the line of its form."""

ANSWER = "answer"
"""In front of the data of a question, by which its answer is sent."""

TYPE = "application/x-www-form-urlencoded"


class Fields:
    """The fields of a form, by name, in order."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = pairs

    def one(self, name: str) -> str:
        """The first of that name; empty where there is none."""
        return next((value for key, value in self._pairs if key == name), "")

    def all(self, name: str) -> list[str]:
        return [value for key, value in self._pairs if key == name]

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was filled into a form that an answer asked, question by question; several of its boxes are one answer."""
        asked = [name for name in dict(self._pairs) if name.partition(" ")[0] == ANSWER]
        return tuple(
            Answer(" ".join(filter(None, self.all(name))), into_of(name.removeprefix(ANSWER).strip())) for name in asked
        )

    @property
    def line(self) -> str:
        """The line that was typed or, where it has parts of its own, with each that says anything behind it: so what is ticked and
        filled in together is one line. A part stands behind the words of its name ("part until"), or where they have a * ("part *m"), the
        first where they have several. What was pasted stands below it. Raises Refused for one that is too long."""
        parts = [(key.removeprefix(PART), value) for key, value in self._pairs if key.partition(" ")[0] == PART]
        said = [
            words.replace("*", value.strip(), 1) if "*" in words else f"{words} {value}"
            for words, value in parts
            if value.strip()
        ]
        typed, below = self.one("line"), self.one("below").replace("\r\n", "\n")
        if sum(map(len, (typed, below, *said))) > LONGEST:
            raise Refused(413, texts.too_much())
        line = " ".join(" ".join((typed, *said)).split()) if said else typed.strip()
        return f"{line}\n{below}" if below else line


async def sent(request: Request) -> bytes:
    """A form as it came, without what stands in it being known. Raises Refused for one that is too large, or is none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != TYPE:
        raise Refused(415, texts.not_there())
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                raise Refused(413, texts.too_much())
    except ClientDisconnect:
        raise Refused(400, texts.not_now()) from None
    return bytes(body)


async def fields_in(body: bytes) -> Fields:
    """The fields of a form; of a large one they are found beside the loop. Raises Refused where it is none."""
    return _fields_in(body) if len(body) <= MOST_AT_ONCE else await to_thread(_fields_in, body)


def _fields_in(body: bytes) -> Fields:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise Refused(400, texts.too_much()) from None
    if any(len(name) > LONGEST_NAME for name, _ in pairs):
        raise Refused(400, texts.too_much())
    return Fields(pairs)
