"""A meeting as an event of its server, where everybody sees it in their own calendar there."""

from datetime import datetime
from typing import Any

from discord import Client, EntityType, PrivacyLevel

from bot.chat.platform import DropEvent, PlanEvent

LONGEST_NAME = 100


async def plan(client: Client, deed: PlanEvent) -> str:
    """Make the event, or change the one that there is; returns its id. One that was made before, by a try whose answer was lost, is found
    again by its name and its moment."""
    told = _told(deed)
    if deed.event_id:
        await client.http.edit_scheduled_event(int(deed.server_id), int(deed.event_id), **told)
        return deed.event_id
    if known := await _known(client, deed):
        return known
    made = await client.http.create_guild_scheduled_event(int(deed.server_id), **told)
    return str(made["id"])


async def drop(client: Client, deed: DropEvent) -> None:
    """Take the event away."""
    await client.http.delete_scheduled_event(int(deed.server_id), int(deed.event_id))


async def _known(client: Client, deed: PlanEvent) -> str | None:
    own = str(client.user.id) if client.user else ""
    for one in await client.http.get_scheduled_events(int(deed.server_id), with_user_count=False):
        is_ours = str(one.get("creator_id")) == own and one["name"] == deed.name[:LONGEST_NAME]
        if is_ours and datetime.fromisoformat(one["scheduled_start_time"]) == deed.starts_at:
            return str(one["id"])
    return None


def _told(deed: PlanEvent) -> dict[str, Any]:
    return {
        "name": deed.name[:LONGEST_NAME],
        "privacy_level": PrivacyLevel.guild_only.value,
        "entity_type": EntityType.external.value,
        "entity_metadata": {"location": f"https://discord.com/channels/{deed.server_id}/{deed.chat_id}"},
        "scheduled_start_time": deed.starts_at.isoformat(),
        "scheduled_end_time": deed.ends_at.isoformat(),
    }
