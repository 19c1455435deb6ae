"""What a group calls its members: readable names, of which no two look alike, the same everywhere it is told of them."""

from collections.abc import Iterable, Mapping

from bot.store import Membership, Store
from bot.store.post_names import AccountName, Person
from bot.texts.names import called
from roadmap.group.names import told_apart

Names = Mapping[int, AccountName]
"""By account."""


def names_of(members: Iterable[Membership]) -> Names:
    """The names of all members of one group."""
    joined = sorted(members, key=lambda one: one.id)
    names = told_apart(called(one.name) for one in joined)
    return {one.account_id: AccountName(name, one.account_id) for one, name in zip(joined, names, strict=True)}


async def names_in(store: Store, group_id: int) -> Names:
    """The same of a group whose members are not at hand."""
    return names_of(await store.members.of_group(group_id))


async def person(store: Store, member: Membership) -> Person:
    """A member who is meant to be reached, by what their group calls them."""
    (found,) = await people(store, [(await names_in(store, member.group_id))[member.account_id]])
    return found


async def people(store: Store, names: Iterable[AccountName]) -> list[Person]:
    """Those of these names, as who is meant to be reached, in their order."""
    named = {name.account_id: name for name in names}
    contacts = await store.learners.by_ids(named)
    return [Person.of(name, contacts[account_id].account) for account_id, name in named.items()]
