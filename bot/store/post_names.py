"""PURE: names in a group's posts, with a trace of whose they are, so that they can be struck out of a post that stands."""

import re
from collections.abc import Collection, Iterable
from typing import Self

from markupsafe import Markup, escape

from bot.store.values import Account
from roadmap.group.names import inert, isolated

STRUCK = "…"
"""What stands where a name was."""

_SAID = re.compile(r'<span id="m(?P<account>\d+)" data-said="(?P<kind>[a-z ]+)\.(?P<subject>\d+)">')
_APART = "\n\n"
"""Between the parts of a post."""

_OF = re.compile(r'<span id="m(\d+)"')
_TRACE = re.compile(r"</?span[^>]*>")


class Traced(str):
    """A text that tells of an account: plain as a text, with the trace in Markup, where it turns nothing around it."""

    __slots__ = ("account_id",)

    account_id: int

    def __new__(cls, text: str, account_id: int) -> Self:
        made = super().__new__(cls, text)
        made.account_id = account_id
        return made

    def __html__(self) -> str:
        return traced(isolated(str(self)), self.account_id)


class Said(Traced):
    """Words of an account, as a post of theirs says them or another one quotes them: nothing that a client finds anything in, and
    with a trace of where they come from: the kind and the subject of the post that says them."""

    __slots__ = ("kind", "subject")

    kind: str
    subject: int

    @classmethod
    def by(cls, text: str, account_id: int, kind: str, subject: int) -> Self:
        """These words."""
        made = cls(text, account_id)
        made.kind, made.subject = kind, subject
        return made

    def __html__(self) -> str:
        spoken = Markup('<span id="m{}" data-said="{}.{}">{}</span>')
        return spoken.format(self.account_id, self.kind, self.subject, inert(str(self)))


class AccountName(Traced):
    """What a group calls an account: in Markup nothing that a client finds anything in."""

    __slots__ = ()

    def __html__(self) -> str:
        return traced(inert(str(self)), self.account_id)


class Person(AccountName):
    """The name of an account that is meant to be reached: on its platform it can be tapped, elsewhere it is a name."""

    __slots__ = ("platform", "user_id")

    platform: str
    user_id: str

    @classmethod
    def of(cls, name: str, account: Account) -> Self:
        """This account, by what its group calls it."""
        made = cls(name, account.id)
        made.platform, made.user_id = account.platform, account.user_id
        return made

    def __html__(self) -> str:
        tapped = Markup('<a person="{}:{}">{}</a>').format(self.platform, self.user_id, inert(str(self)))
        return traced(tapped, self.account_id)


def traced(text: str, account_id: int) -> Markup:
    """A text that tells of an account, in Markup: it is struck out with the account's name."""
    return Markup('<span id="m{}">{}</span>').format(account_id, escape(text))


def untraced(post: Markup) -> Markup:
    """A post as a platform gets it, without the traces."""
    return Markup(_TRACE.sub("", post))  # noqa: S704 - only tags are taken out of what is Markup already


def struck(post: str, account_ids: Iterable[int]) -> str:
    """The post with nothing left that has a trace of these accounts."""
    ids = "|".join(map(str, account_ids))
    return re.sub(rf'<span id="m(?:{ids})"[^>]*>.*?</span>', STRUCK, post, flags=re.DOTALL) if ids else post


def struck_in_lines(post: str, account_ids: Collection[int]) -> str:
    """The same of a post each line of which says something of somebody, or asks it for them: one that is of nobody any more goes, and so
    does a heading that stands above nothing then."""
    parts = (_of_somebody(part, account_ids) for part in post.split(_APART))
    left = _APART.join(part for part in parts if part)
    return left or struck(post, account_ids)  # no message is empty


def _of_somebody(part: str, account_ids: Collection[int]) -> str:
    """A part of a post without its lines that are of nobody any more; nothing where its heading alone is left."""
    lines = [(line, struck(line, account_ids)) for line in part.split("\n")]
    left = [clean for line, clean in lines if clean == line or _OF.search(clean)]
    is_heading_alone = len(left) == 1 < len(lines) and not _OF.search(left[0])
    return "" if is_heading_alone else "\n".join(left)


def unsaid(post: str, kind: str, subject: int) -> str:
    """The post with nothing left of what was said there."""
    words = rf'<span id="m\d+"{re.escape(said_trace(kind, subject))}.*?</span>'
    return re.sub(words, STRUCK, post, flags=re.DOTALL)


def trace(account_id: int) -> str:
    """How a text begins that tells of an account; it is nowhere else in Markup."""
    return f'<span id="m{account_id}"'


def said_trace(kind: str, subject: int) -> str:
    """What a text has in front that was said in a post of this kind about this subject; it is nowhere else in Markup."""
    return f' data-said="{kind}.{subject}">'


def accounts_in(post: str) -> list[int]:
    """The accounts that a post tells of, in the order of their being told of."""
    return list(dict.fromkeys(map(int, _OF.findall(post))))


def quoted_in(post: str) -> list[tuple[int, str, int]]:
    """What was said that a post has the words of: by whom, and the kind and the subject of the post that says it."""
    found = ((int(one["account"]), one["kind"], int(one["subject"])) for one in _SAID.finditer(post))
    return list(dict.fromkeys(found))
