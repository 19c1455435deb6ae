"""What is said in the room of a topic: its opening."""

from markupsafe import Markup

from bot.texts.phrases import lines, numeral, paragraphs, weeks_of
from bot.texts.sentence import plain, say
from bot.texts.topics import linked
from roadmap.model import Topic

LONGEST_NAME = 100
"""Characters of a room's name; Discord takes 100, Telegram 128."""

LONGEST_GROUP = 40
"""Characters of a group's name in that of its rooms."""


def name(topic: Topic, group: str = "") -> str:
    """What the room of a topic is called, and of which ``group`` it is where the chat has several with rooms; plain text."""
    number = numeral(topic.number)
    if not group:
        return plain("{number}. {topic}", number=number, topic=topic.title)[:LONGEST_NAME]
    title, group = topic.title, group[:LONGEST_GROUP]
    named = plain("{number}. {topic} ({group})", number=number, topic=title, group=group)
    if (left_over := len(named) - LONGEST_NAME) > 0:
        named = plain("{number}. {topic} ({group})", number=number, topic=title[:-left_over], group=group)
    return named


def opening(topic: Topic) -> Markup:
    """The first message in the room of a topic."""
    return paragraphs(
        say(
            "🚪 This is the room for <b>{topic}</b> ({weeks}): questions, finds, half-baked ideas.",
            topic=topic.title,
            weeks=weeks_of(topic.duration),
        ),
        say("<i>{why}</i>", why=topic.why) if topic.why else None,
        lines(say("<b>Free to learn from</b>"), *(say("• {resource}", resource=linked(one)) for one in topic.resources))
        if topic.resources
        else None,
        say(
            "<code>/begin {number}</code> when you start, <code>/helpme {number}</code> when you're stuck, <code>/done "
            "{number}</code> when you're through.",
            number=numeral(topic.number),
        ),
    )
