"""Who is let in, and for how long, for there may be no proxy before the server, or one that lets everything through.

Whoever has not asked anything may stay ten seconds, whoever has asked gets thirty to send the rest and to take the
answer. An address has a hundred connections at most. Where there is no room, the one goes that has been silent for the
longest time, so that whoever asks at once is heard.
"""

from collections import Counter, OrderedDict, defaultdict
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, TypedDict

from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from bot.http.guest import Guest

SILENT_SECONDS = 10.0
"""Until the head of a request is there whole, from when the connection was made or the last answer was given."""

ANSWER_SECONDS = 30.0
"""From then on until the answer is given."""

MOST = 500
"""Connections at a time. Each is an open file, of which systems let a program have 1,024."""

MOST_BY_ADDRESS = 100
"""Telegram makes up to forty, and a proxy passes on as many."""

NETWORK = 64
"""Bits of an IPv6 address that count: whoever has one has all of its network."""


class Bounds(TypedDict, total=False):
    """What a door lets pass, as above."""

    silent_seconds: float
    answer_seconds: float
    most: int
    most_by_address: int


class Silent:
    """Connections that have nothing asked, in the order in which they fell silent."""

    def __init__(self) -> None:
        self._all: OrderedDict[Guest, None] = OrderedDict()
        self._by_address: defaultdict[str, OrderedDict[Guest, None]] = defaultdict(OrderedDict)

    def add(self, guest: "Guest") -> None:
        self._all[guest] = self._by_address[guest.address][guest] = None

    def discard(self, guest: "Guest") -> None:
        if guest in self._all:
            del self._all[guest], self._by_address[guest.address][guest]
            if not self._by_address[guest.address]:
                del self._by_address[guest.address]

    def longest(self, address: str | None = None) -> "Guest | None":
        """Who has been silent for the longest time, of all or of those from one address."""
        return next(iter(self._all if address is None else self._by_address.get(address, ())), None)


class Door:
    """The connections there are, by address, and those of them that are silent."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        silent_seconds: float = SILENT_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
        most: int = MOST,
        most_by_address: int = MOST_BY_ADDRESS,
    ) -> None:
        self._app, self.silent_seconds, self.answer_seconds = app, silent_seconds, answer_seconds
        self._most, self._most_by_address = most, most_by_address
        self._inside: Counter[str] = Counter()
        self.silent = Silent()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def enter(self, guest: "Guest") -> bool:
        """Let a connection in, perhaps instead of another; False where there is no room, and none can be made."""
        if self._inside[guest.address] >= self._most_by_address and not self._lose("address", guest.address):
            return False
        if self._inside.total() >= self._most and not self._lose("full"):
            return False
        self._inside[guest.address] += 1
        return True

    def leave(self, guest: "Guest") -> None:
        self.silent.discard(guest)
        self._inside[guest.address] -= 1
        if not self._inside[guest.address]:
            del self._inside[guest.address]

    def _lose(self, reason: str, address: str | None = None) -> bool:
        """Hang up on whoever has been silent for the longest time; False where everybody waits for an answer."""
        longest = self.silent.longest(address)
        if longest:
            longest.hang_up(reason)
        return longest is not None


def network(address: str) -> str:
    """The part of an address that tells strangers apart."""
    known = ip_address(address)
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(int(known) >> (known.max_prefixlen - NETWORK))
    return str(known)
