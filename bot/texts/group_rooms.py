"""What is said in the room of a topic: its opening."""

from markupsafe import Markup

from bot.texts.glued import lines, paragraphs, weeks
from bot.texts.topics import linked
from roadmap.model import Topic

LONGEST_NAME = 100
"""Characters of a room's name; Discord takes 100, Telegram 128."""


def name(topic: Topic) -> str:
    """What the room of a topic is called; plain text."""
    return f"{topic.number}. {topic.title}"[:LONGEST_NAME]


def opening(topic: Topic) -> Markup:
    """The first message in the room of a topic."""
    return paragraphs(
        Markup("🚪 This is the room for <b>{}</b> ({}): questions, finds, half-baked ideas.").format(
            topic.title, weeks(topic.weeks)
        ),
        Markup("<i>{}</i>").format(topic.why) if topic.why else None,
        lines(Markup("<b>Free to learn from</b>"), *(Markup("• {}").format(linked(one)) for one in topic.resources))
        if topic.resources
        else None,
        Markup(
            "<code>/begin {number}</code> when you start, <code>/helpme {number}</code> when you're stuck, "
            "<code>/done {number}</code> when you're through."
        ).format(number=topic.number),
    )
