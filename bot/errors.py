"""The bot's error tree. Errors carry values, never sentences; ``bot.texts.errors`` words those a learner sees.

    BotError
    ├── OperatorError     a setting or an installation is wrong: one line with the fix, exit 1
    ├── Refusal           an expected no, explained to the learner; nothing is changed
    │   └── …             one class for each reason, beside the code that raises it
    └── SendError         a platform did not take a message
        ├── Unreachable       the account blocked the bot or is gone: stop until it speaks again
        ├── TryLater          a limit or a fault that passes: once more, after ``seconds`` where known
        └── Unsendable        the platform will never take this message
"""

from dataclasses import dataclass


class BotError(Exception):
    """Anything this program raises on purpose."""


@dataclass(eq=False)
class OperatorError(BotError):
    """Something the person who runs the bot has to mend: ``what`` is wrong and ``fix`` says what to do."""

    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.what}: {self.fix}"


class Refusal(BotError):
    """An expected no."""


class SendError(BotError):
    """A platform did not take a message."""


@dataclass(eq=False)
class Unreachable(SendError):
    reason: str


@dataclass(eq=False)
class TryLater(SendError):
    reason: str
    seconds: float | None = None
    maybe_sent: bool = False


@dataclass(eq=False)
class Unsendable(SendError):
    reason: str
