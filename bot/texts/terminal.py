"""What only the terminal says: its clock, where it put a file, what happens in groups. Plain text."""

from datetime import datetime

from bot.texts.phrases import stamped
from bot.texts.sentence import plain


def time(local: datetime, zone: str) -> str:
    """ "Mon 2027-01-04 09:00 (Europe/Berlin)"."""
    return plain("{moment} ({zone})", moment=stamped(local), zone=zone)


def it_is(time: str) -> str:
    """Said once the clock was moved."""
    return plain("It is {time}.", time=time)


def saved(path: str, alt: str) -> str:
    """Where a file of an answer is, with what a picture shows in words."""
    if not alt:
        return plain("saved: {path}", path=path)
    return plain("saved: {path}\n{alt}", path=path, alt=alt)


def posted(chat: str, text: str) -> str:
    """A message to a group, which goes nowhere here; likewise all below."""
    return plain("[group {chat}] {text}", chat=chat, text=text)


def edited(chat: str, message: str, text: str) -> str:
    return plain("[group {chat}, message {message} now] {text}", chat=chat, message=message, text=text)


def pinned(chat: str, message: str) -> str:
    return plain("[group {chat}, message {message} pinned]", chat=chat, message=message)


def unpinned(chat: str, message: str) -> str:
    return plain("[group {chat}, message {message} unpinned]", chat=chat, message=message)


def deleted(chat: str, message: str) -> str:
    return plain("[group {chat}, message {message} deleted]", chat=chat, message=message)


def room_opened(chat: str, name: str) -> str:
    return plain("[group {chat}, room opened] {name}", chat=chat, name=name)


def event_planned(chat: str, name: str) -> str:
    return plain("[group {chat}, event] {name}", chat=chat, name=name)


def event_dropped(chat: str, event: str) -> str:
    return plain("[group {chat}, event {event} dropped]", chat=chat, event=event)
