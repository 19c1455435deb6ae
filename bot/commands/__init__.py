"""The commands: one module a feature, and the tuple of them all in the order of /help."""

from bot.chat.command import Command
from bot.commands import data, linking, looking, nudging, settings, studying, topics, welcome

COMMANDS: tuple[Command, ...] = (
    welcome.start,
    looking.status,
    topics.done,
    topics.begin,
    looking.next_,
    looking.roadmap,
    looking.topic,
    studying.plan,
    studying.checkin,
    looking.streak_,
    topics.skip,
    topics.reopen,
    topics.undo,
    studying.pause,
    studying.resume,
    nudging.nudges,
    nudging.snooze,
    settings.timezone,
    settings.settings,
    settings.skills,
    linking.link,
    linking.unlink,
    data.export,
    data.forget,
    welcome.help_,
)
