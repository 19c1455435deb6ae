"""Finished pages in stock: most who look at a page have seen it before, and it is as good as one made anew for as long as nothing has
changed that it is made of. That is what its mark says (bot.store.marks), which is asked of the database at each look, as who looks is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from zlib import DEFLATED, MAX_WBITS, Z_FINISH, Z_FULL_FLUSH, compressobj, crc32

from starlette.requests import Request
from starlette.responses import Response

from bot.web.packing import LEVEL, PACKED, takes_packed
from bot.web.sheets import once
from bot.web.shelf import Shelf

MOST_BYTES = 8 * 2**20
"""Of all pages in stock, packed: a plan of sixty topics takes four kilobytes."""

ENTRY_BYTES = 1000
"""What a page takes beside its bytes."""

HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
"""Of a gzip file without a name and a time (RFC 1952)."""

ONCE = b'<div id="live-'
"""Behind this stands what no two answers may have alike, which is therefore not in stock."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A page: its beginning, packed up to a whole byte, with the checksum and length of what
    it says, and the ``rest`` behind what is each answer's own."""

    packed: bytes
    checksum: int
    length: int
    rest: bytes

    @property
    def size(self) -> int:
        return len(self.packed) + len(self.rest) + ENTRY_BYTES

    def answer(self) -> Response:
        rest = once().encode() + self.rest
        length = self.length + len(rest)
        end = crc32(rest, self.checksum).to_bytes(4, "little") + (length % 2**32).to_bytes(4, "little")
        return Response(HEAD + self.packed + _deflated(rest, Z_FINISH) + end, headers=PACKED, media_type="text/html")


class Stock:
    """The pages, each the last of its path for an account."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._pages: Shelf[tuple[str, int], Finished] = Shelf(most_bytes)

    @property
    def clearings(self) -> int:
        """How often it was cleared."""
        return self._pages.clearings

    @property
    def accounts(self) -> Collection[int]:
        """Those of whom there are pages."""
        return {account_id for _, account_id in self._pages.keys}

    def page(self, request: Request, path: str, account_id: int, shown: str, now: datetime) -> Response | None:
        """The page at a path that shows what this mark stands for; None where it is to be made."""
        found = self._pages.get((path, account_id), shown, now) if _is_plain(request) else None
        return found.answer() if found else None

    def lay(
        self, request: Request, path: str, account_id: int, shown: str, page: Response, *, now: datetime, since: int
    ) -> Response:
        """Lay a page in stock that was made for a request, unless it is for that one alone, or it was cleared more often than ``since``,
        before anything was read; the answer to it."""
        if not _is_plain(request):
            return page
        finished = _finished(bytes(page.body))
        self._pages.lay((path, account_id), shown, finished, now, finished.size, since=since)
        return finished.answer()

    def tidy(self, now: datetime) -> None:
        """Keep none that is too old."""
        self._pages.tidy(now)

    def keep_as_it_is(self, shown: Mapping[int, str | None]) -> None:
        """Of these accounts keep only the pages that show what this mark of each stands for."""
        self._pages.keep_as_it_is({key: shown[key[1]] for key in self._pages.keys if key[1] in shown})

    def clear(self) -> None:
        """Keep none."""
        self._pages.clear()


def _is_plain(request: Request) -> bool:
    """Whether it asks for what everybody is shown there, packed: an answer that a page is to show stands in its address."""
    return takes_packed(request) and not request.scope["query_string"]


def _finished(body: bytes) -> Finished:
    first, mark, rest = body.rpartition(ONCE)
    first += mark
    return Finished(_deflated(first, Z_FULL_FLUSH), crc32(first), len(first), rest[len(once()) :])


def _deflated(text: bytes, end: int) -> bytes:
    packer = compressobj(LEVEL, DEFLATED, -MAX_WBITS)
    return packer.compress(text) + packer.flush(end)
