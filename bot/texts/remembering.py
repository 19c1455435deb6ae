"""What is said of the one sentence in which somebody says what they will remember of a topic."""

from markupsafe import Markup

from bot.texts.phrases import lines, numeral, shortened
from bot.texts.sentence import say
from roadmap.model import Topic


def question(topic: Topic, *, is_alone: bool, is_direct: bool) -> Markup:
    """Asked once, below a completion. Among others a plain line is not heard, so there the command is named."""
    if not is_direct:
        return say(
            "💡 What will you remember of it? In one sentence: <code>/remember {number} …</code>",
            number=numeral(topic.number),
        )
    if is_alone:
        return say("💡 What will you remember of it? Write me one sentence, or just go on.")
    return say(
        "💡 What will you remember of <b>{topic}</b>? Write me one sentence, or just go on.",
        topic=shortened(topic.title),
    )


def kept(topic: Topic, sentence: str) -> Markup:
    """The sentence, as it was stored."""
    return say("💡 <b>{topic}</b>: “{sentence}”", topic=topic.title, sentence=sentence)


def sentence_of(topic: Topic, sentence: str) -> Markup:
    """What is remembered of a topic, and how it becomes another."""
    return lines(
        kept(topic, sentence),
        say(
            "Another one takes its place: <code>/remember {number}: your sentence</code>", number=numeral(topic.number)
        ),
    )


def none_of(topic: Topic) -> Markup:
    """No sentence about this topic was told."""
    return say(
        "💡 Nothing yet about <b>{topic}</b>. In one sentence: <code>/remember {number}: your sentence</code>",
        topic=topic.title,
        number=numeral(topic.number),
    )
