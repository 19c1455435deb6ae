"""The words of the pages where a roadmap is edited."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.texts.lengths import is_timed, recommended
from bot.texts.phrases import number, numeral
from bot.texts.sentence import counted, plain, say
from roadmap.model import Step, Topic
from roadmap.names import reference


@dataclass(frozen=True, slots=True)
class Row:
    """A topic in the list: its slug, what names it in a line, its title with its number, and how long it takes."""

    slug: str
    name: str
    title: str
    beside: str


def row(topic: Topic) -> Row:
    title = plain("{number}. {topic}", number=numeral(topic.number), topic=topic.title)
    return Row(topic.slug, reference(topic), title, recommended(topic) if is_timed(topic) else plain("no set time"))


def heading(title: str) -> str:
    return plain("Edit {roadmap}", roadmap=title)


def how_to() -> Markup:
    return say("A change is made at once, and can be undone. What you told of a topic stays with it.")


def change() -> str:
    return plain("Change")


def change_it(title: str) -> str:
    return plain("Change {topic}", topic=title)


def up() -> str:
    return plain("Up")


def up_with(title: str) -> str:
    return plain("Up with {topic}", topic=title)


def down() -> str:
    return plain("Down")


def down_with(title: str) -> str:
    return plain("Down with {topic}", topic=title)


def add_topic() -> str:
    return plain("Another topic at the end")


def add_behind() -> str:
    return plain("Another topic behind this one")


def its_title() -> str:
    return plain("Title")


def add() -> str:
    return plain("Add")


def back() -> str:
    return plain("← All topics")


def rename() -> str:
    return plain("Rename")


def length() -> str:
    return plain("How long it takes")


def lengths() -> str:
    return plain("Weeks, days or hours: 2-3 weeks, 10 days, 40 hours; or none")


def set_it() -> str:
    return plain("Set")


def place() -> str:
    return plain("Where it stands")


def behind() -> str:
    return plain("Behind the topic with the number")


def move() -> str:
    return plain("Move")


def steps() -> str:
    return plain("Steps")


def no_steps() -> Markup:
    return say("It has no steps yet.")


def more_steps(count: int) -> Markup:
    return say(
        counted(count, "{count} more steps are not shown.", one="{count} more step is not shown."), count=number(count)
    )


def add_step() -> str:
    return plain("Another step")


def rename_step() -> str:
    return plain("Rename a step")


def its_number() -> str:
    return plain("Number of the step")


def numbered(place: int, step: Step) -> str:
    return plain("{number}. {step}", number=numeral(place), step=step.title)


def remove() -> str:
    return plain("Remove")


def remove_it(title: str) -> str:
    return plain("Remove {topic}", topic=title)


def remove_topic() -> str:
    return plain("Remove this topic")
