"""What is known of a platform without knowing its library: what it allows, what it calls things, where its threads are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

from bot.send_errors import Ability


@dataclass(frozen=True, slots=True)
class Limit:
    """What a platform allows the bot: messages over all at least ``interval`` apart, in one direct chat
    ``chat_interval``, in one group ``group_interval``. ``answers_count`` says whether answers are among them."""

    interval: timedelta
    chat_interval: timedelta
    group_interval: timedelta = timedelta(0)
    answers_count: bool = True


UNLIMITED = Limit(timedelta(0), timedelta(0))


def nowhere(_chat_id: str, _server_id: str | None, _thread_id: str) -> str:
    """The address of a thread where threads have none."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """One platform's. Of a platform that nobody knows they are those that a name alone gives.

    ``name`` is what it is called in columns, logs and lines, ``shown_name`` what learners read. ``rights`` are the names
    by which its admins know what the bot may lack. ``edits_freely`` says that a post may be changed as often as there is
    something new; ``opens_rooms`` that the bot may open threads; ``keeps_files`` that it finds a picture again that was sent to the
    bot; ``plans_events`` that a meeting may be an event there; ``opens_pages`` that it opens pages within itself, at /app/ and its
    name, and vouches for whom. ``address_of`` is the web address of a thread by its
    chat, its server and its own id, empty where it has none.
    """

    name: str
    shown_name: str
    limit: Limit = UNLIMITED
    rights: Mapping[Ability, str] = field(default_factory=lambda: MappingProxyType({}))
    edits_freely: bool = True
    opens_rooms: bool = True
    keeps_files: bool = False
    plans_events: bool = False
    opens_pages: bool = False
    address_of: Callable[[str, str | None, str], str] = nowhere
