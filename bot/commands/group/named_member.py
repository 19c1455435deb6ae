"""The member of a group whom a line means: mentioned, or named as the group calls them."""

from collections.abc import Callable, Sequence

from bot.chat.context import Context
from bot.chat.people import mentioned_in
from bot.errors import Choice, NotAMember
from bot.nudges.group.names import Names
from bot.store import Membership
from bot.texts.names import called
from roadmap.names import folded

Line = Callable[[Membership], str]
"""What a button types that picks a member."""


async def member_meant(
    context: Context, members: Sequence[Membership], said: str, names: Names, line: Line
) -> Membership:
    """The member who is mentioned, or who is named. Raises NotAMember."""
    user_id = mentioned_in(said)
    if user_id is None:
        return _named(members, said, names, line)
    contact = await context.store.learners.seen(context.speaker.platform, user_id)
    found = next((one for one in members if contact and one.account_id == contact.account.id), None)
    if found is None:
        raise NotAMember("")
    return found


def choice(one: Membership, names: Names, line: Line) -> Choice:
    """A member to choose."""
    return Choice(names[one.account_id], line(one))


def _named(members: Sequence[Membership], said: str, names: Names, line: Line) -> Membership:
    """The member of this name, or of whose name it is a word; one of several who are told apart by what tells them
    apart, or as a button does, by number. Raises NotAMember."""
    bare = said.lstrip("@")
    wanted = folded(bare)
    for found in (
        [one for one in members if said == f"#{one.id}"],
        [one for one in members if _is_told_apart_by(bare, one, names)],
        [one for one in members if wanted and wanted == folded(one.name)],
        [one for one in members if wanted and wanted in folded(one.name).split()],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise NotAMember(said, tuple(choice(one, names, line) for one in found))
    raise NotAMember(said)


def _is_told_apart_by(said: str, one: Membership, names: Names) -> bool:
    name = names[one.account_id]
    return name != called(one.name) and name.casefold() == said.casefold()
