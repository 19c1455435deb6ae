"""The commands: one module a feature, and the tuple of them all in the order of /help."""

from bot.chat.command import Command
from bot.commands import capacity, data, forecasting, looking, nudging, replanning, settings, studying, topics, welcome

COMMANDS: tuple[Command, ...] = (
    welcome.start,
    looking.status,
    topics.done,
    topics.begin,
    looking.next_,
    looking.roadmap,
    looking.topic,
    studying.plan,
    forecasting.forecast,
    forecasting.whatif,
    replanning.replan,
    capacity.hours,
    capacity.days,
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
    data.export,
    data.forget,
    welcome.help_,
)
