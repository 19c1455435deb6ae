"""What is known of the terminal: nothing limits it, and there are no groups in it."""

from bot.platforms.pack import Pack
from bot.traits import Traits

CONSOLE = Pack(Traits(name="console", shown_name="the terminal", opens_rooms=False))
