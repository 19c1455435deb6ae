"""The words of a learner's own pages: their names, the headings of their parts, and the labels of what is filled in and pressed there."""

from datetime import date

from bot.texts.phrases import number, numeral, short_day, shortened, spent, whole_day
from bot.texts.sentence import counted, plain
from bot.texts.stages import SIGNS, title
from bot.texts.topics import stands
from roadmap.chains import Window
from roadmap.inside import Inside
from roadmap.model import Roadmap, Status, Step, Topic
from roadmap.overview import finished_in
from roadmap.progress import Progress
from roadmap.stages import Stage

LONGEST = 120
"""Characters of a title in a list."""


# The pages


def pages() -> str:
    return plain("Pages")


def today() -> str:
    return plain("Today")


def topics() -> str:
    return plain("Topics")


def log() -> str:
    return plain("Log")


def settings() -> str:
    return plain("Settings")


def you() -> str:
    return plain("You")


# The timeline


def timeline() -> str:
    return plain("Your plan")


def from_to(first: date, last: date) -> str:
    """The days that a timeline shows."""
    return plain("{first} to {last}", first=short_day(first, last), last=whole_day(last))


def whole_plan(others: int) -> str:
    """Leads from the weeks around now to all of it."""
    if not others:
        return plain("The whole plan")
    return plain(
        counted(others, "The whole plan, with {count} more lines", one="The whole plan, with one more line"),
        count=number(others),
    )


def around_now() -> str:
    return plain("Only the weeks around now")


def as_table() -> str:
    return plain("The same as a table")


def of_topic() -> str:
    return plain("Topic")


def standing() -> str:
    return plain("Where it stands")


def begins() -> str:
    return plain("Begins")


def aim_for() -> str:
    return plain("Aim for")


def latest() -> str:
    return plain("Latest")


def day_in(window: Window | None, name: str, today: date) -> str:
    """The first day ("start"), the "target" or the "limit" of a window; empty where there is none."""
    return short_day(getattr(window, name), today) if window else ""


# Topics


def choose_some() -> str:
    """Above the buttons for topics that are ticked."""
    return plain("Tick some topics, then choose what came of them.")


def choose(topic: Topic) -> str:
    """Beside a check box that nobody sees the topic of."""
    return plain("Choose {topic}", topic=shortened(topic.title, LONGEST))


def numbered(topic: Topic) -> str:
    """A topic in a list."""
    return plain("{number}. {topic}", number=numeral(topic.number), topic=shortened(topic.title, LONGEST))


def sign(status: Status) -> str:
    return plain("{sign}", sign=SIGNS[status])


def word(status: Status) -> str:
    return stands(status)


def done() -> str:
    return plain("✅ Done")


def begin() -> str:
    return plain("▶ Begin")


def skip() -> str:
    return plain("⏭ Leave out")


def reopen() -> str:
    return plain("↩ Open again")


def stages() -> str:
    return plain("Stages")


def stage(shown: Stage) -> str:
    return title(shown, LONGEST)


def done_of(shown: Stage, progress: Progress) -> str:
    """ "3 of 12 done"."""
    return plain(
        counted(len(shown.topics), "{done} of {topics} done"),
        done=number(finished_in(shown, progress)),
        topics=number(len(shown.topics)),
    )


def all_topics(roadmap: Roadmap) -> str:
    return plain("All of {roadmap}", roadmap=shortened(roadmap.title))


def offered() -> str:
    """Above the roadmap that is offered to who is on none."""
    return plain("What you would study")


def your_roadmaps() -> str:
    return plain("Your roadmaps")


def change_it() -> str:
    return plain("Change this roadmap")


def bring_one() -> str:
    return plain("Bring another roadmap")


def page_of(page: int, count: int) -> str:
    return plain("Page {page} of {pages}", page=numeral(page), pages=numeral(count))


def earlier() -> str:
    return plain("← Before")


def later() -> str:
    return plain("After →")


# One topic


def steps() -> str:
    return plain("Steps")


def about_it() -> str:
    return plain("About it")


def steps_done(inside: Inside) -> str:
    return plain(
        counted(len(inside.steps), "{done} of {steps} done"),
        done=number(len(inside.done)),
        steps=number(len(inside.steps)),
    )


def minutes(length: int) -> str:
    return spent(length)


def save_ticks() -> str:
    return plain("Save what is ticked")


# The log


def log_sitting() -> str:
    return plain("Log a sitting")


def minutes_long() -> str:
    return plain("How many minutes?")


def put_down() -> str:
    return plain("Log it")


def not_said() -> str:
    """The choice that chooses nothing."""
    return plain("not said")


def last_entries() -> str:
    return plain("What you studied")


def newest() -> str:
    """Leads from an earlier page of the log to its first."""
    return plain("To the newest, and to log a sitting")


def study_days() -> str:
    return plain("Study days")


def studied_on(day: date, length: int) -> str:
    """On a study day of the heat map, under a pointer."""
    return plain("{day}: {time}", day=whole_day(day), time=spent(length)) if length else whole_day(day)


def certificates() -> str:
    return plain("Certificates")


def open_step(step: Step) -> str:
    return plain("Open {step}", step=shortened(step.title, LONGEST))
