"""What is offered to who has no study times."""

from datetime import datetime, time

from bot.chat.reply import Button, Reply, also_asking, asking
from bot.said.lexicon import LEXICON
from bot.texts import labels
from bot.texts import study_time_labels as own_labels
from bot.texts import study_times as texts


def typed(at: time) -> str:
    """A time of day as buttons type it."""
    return at.isoformat("minutes")


def offers(*, with_no: bool) -> tuple[Button, ...]:
    """Times to begin with."""
    mon_wed_fri, saturday = own_labels.days_at((0, 2, 4), time(19)), own_labels.days_at((5,), time(10))
    offered = (
        Button(mon_wed_fri, "/times mon wed fri 19:00"),
        Button(saturday, "/times sat 10:00"),
        Button(labels.every_day(), "/times every day"),
    )
    return also_asking(*offered, Button(own_labels.not_now(), "/times none")) if with_no else also_asking(*offered)


def none_yet() -> Reply:
    """That there are none, and some to begin with."""
    return Reply(text=texts.when_again(), buttons=offers(with_no=False))


def every_week_instead(due: datetime) -> Reply:
    """One of every week, to who would be reminded once, at that local time."""
    weekday, at = due.weekday(), due.time()
    weekly = Button(own_labels.days_at((weekday,), at), f"/times {LEXICON.clocks.weekday_word(weekday)} {typed(at)}")
    daily = Button(own_labels.every_day_at(at), f"/times every day {typed(at)}")
    return Reply(text=texts.every_week_instead(), buttons=asking(weekly, daily))
