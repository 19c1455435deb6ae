"""Telling: one learner's story while it happens."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from bot.chat.reply import Message
from simulation import utterances
from simulation.belief import Belief
from simulation.cast import Character
from simulation.outside import Outside
from simulation.platform import FakePlatform
from simulation.reckoning import Chapter, standing
from simulation.record import Era, Heard, LedgerRow, Story
from simulation.wall import wall

LEAVING = 0.5
"""How many of those who asked to be forgotten stay away."""


class Telling:
    """What one learner said and believes."""

    def __init__(self, character: Character, belief: Belief) -> None:
        self.character, self.belief = character, belief
        self.has_left = False
        self._eras: list[Era] = []
        self._heard: list[Heard] = []
        self._old_rows: tuple[LedgerRow, ...] = ()

    @property
    def wants_zone(self) -> bool:
        """Whether the learner is about to say where they live."""
        lately = self._heard[-1]
        return self.character.tells_zone and self.belief.era.enrolled_at == lately.said_at

    def line(self, now: datetime) -> str:
        """What they say now; Telegram says /start for whoever unblocks a bot."""
        if any(block.end == now for block in self.character.blocks):
            return "/start"
        return utterances.line(self.character.habit, self.belief, self.character.dice, now)

    def hear(self, line: str, answer: Message | None, *, said_at: datetime, handled_at: datetime) -> None:
        """Keep what was said and answered, and draw the conclusions."""
        text = answer.text if answer else Markup()
        undoable = any(":/undo " in key.data for key in answer.keys) if answer else False
        self._heard.append(Heard(said_at, handled_at, line, text))
        self._turn(self.belief.hear(line, text, undoable=undoable, said_at=said_at, handled_at=handled_at))

    def forget(self, at: datetime, rows: tuple[LedgerRow, ...]) -> None:
        """They pressed Delete; ``rows`` are what the ledger held until then."""
        self._old_rows += rows
        self._heard.append(Heard(at, at, "[Delete everything]", Markup()))
        self._eras.append(self.belief.forgotten(at))
        self.has_left = self.character.dice.random() < LEAVING

    def story(self, platform: FakePlatform, outside: Outside, chapters: Sequence[Chapter], end: datetime) -> Story:
        """All of it; ``chapters`` are the topics of the roadmap."""
        user, era = self.character.user, self.belief.era
        today, first_day = wall(end, era.zone).date(), self.belief.first_day
        is_known = era.enrolled_at is not None
        return Story(
            user=user,
            habit=self.character.habit,
            eras=tuple(self._eras),
            heard=tuple(self._heard),
            snoozed=tuple(self.belief.snoozed),
            attempts=tuple(platform.attempts[user]),
            rows=self._old_rows + outside.rows(user, self.belief.era.life),
            blocks=self.character.blocks,
            stored=outside.stored(user),
            reckoned=standing(first_day, chapters, self.belief.words, today) if is_known else None,
        )

    def _turn(self, era: Era) -> None:
        """A new era begins where anything has changed."""
        last = self._eras[-1] if self._eras else None
        if last is None or replace(era, said_at=last.said_at, handled_at=last.handled_at) != last:
            self._eras.append(era)
