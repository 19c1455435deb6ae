"""How much is asked of the pages: by one browser, and from one address. Each process counts for itself."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address
from math import ceil

from starlette.requests import Request

from bot.http.door import ANSWER_SECONDS, network
from bot.texts import pages as texts
from bot.web.pace import Pace
from bot.web.refusals import Refused

MINUTE = timedelta(minutes=1)

WITH_PORT = re.compile(r"([\d.]+):\d+|\[([^\]]*)\](?::\d+)?")
"""An address as some proxies write it: with a port behind it, or one of IPv6 in brackets."""

MOST_BY_SESSION, MOST_BY_ADDRESS, MOST_OF_CALENDARS = 240, 1200, 6000
"""Requests a minute. A press is three of them, the page it leads to and its stream among them; a school has one address, and all who
have their calendars with Google share a few."""

BYTES_OF_ONE = 16 * 2**10
"""Of a form that are as much work as a request: of the largest, some two a minute are read."""

MOST_FORMS = 4
"""Of one learner that are on their way at a time. All who come through a proxy share the connections of its address, see Door: slow
forms of one of them leave the others theirs."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The paces of browsers that are signed in, of addresses, and of addresses from which calendars come, which take nothing from
    browsers there."""

    sessions: Pace = field(default_factory=lambda: Pace(MOST_BY_SESSION, MINUTE))
    addresses: Pace = field(default_factory=lambda: Pace(MOST_BY_ADDRESS, MINUTE))
    calendars: Pace = field(default_factory=lambda: Pace(MOST_OF_CALENDARS, MINUTE))
    forms: Counter[int] = field(default_factory=Counter)
    """On their way, by learner."""

    def of_address(self, request: Request, now: datetime) -> None:
        """Count a request. Raises Refused where there were too many."""
        within(self.addresses, address_of(request), now)

    def of_calendars(self, request: Request, now: datetime) -> None:
        """The same for a calendar."""
        within(self.calendars, address_of(request), now)

    def of_session(self, session_id: int, now: datetime) -> None:
        """The same for who is signed in."""
        within(self.sessions, session_id, now)

    @contextmanager
    def on_its_way(self, learner_id: int) -> Iterator[None]:
        """While a form of a learner's is read. Raises Refused where there are as many already."""
        if self.forms[learner_id] >= MOST_FORMS:
            raise Refused(429, texts.too_often(), retry_seconds=ceil(ANSWER_SECONDS))
        self.forms[learner_id] += 1
        try:
            yield
        finally:
            self.forms[learner_id] -= 1
            if not self.forms[learner_id]:
                del self.forms[learner_id]

    def of_form(self, session_id: int, size: int, now: datetime) -> None:
        """Count a form of so many bytes that came with a request of who is signed in, for as many more as it is work. Raises
        Refused."""
        within(self.sessions, session_id, now, size // BYTES_OF_ONE)


def address_of(request: Request) -> str:
    """Where a request comes from: the address that connects, or, where that is a neighbour such as the proxy in front, what it says
    last of where it has it from. Whoever is none of those could say anything, and is not believed."""
    host = request.client.host if request.client else ""
    try:
        if ip_address(host).is_private:
            said = ",".join(request.headers.getlist("x-forwarded-for")).rpartition(",")[2].strip()
            around = WITH_PORT.fullmatch(said)
            return network((around[1] or around[2] if around else said) or host)
        return network(host)
    except ValueError:
        return host


def within(pace: Pace, who: Hashable, now: datetime, count: int = 1) -> None:
    """Count a visit, or so many. Raises Refused for one too many."""
    if wait := pace.wait(who, now, count):
        raise Refused(429, texts.too_often(), retry_seconds=ceil(wait.total_seconds()))
