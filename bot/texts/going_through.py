"""What is said of the resources that a topic is gone through by, and of one in the place of another."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.phrases import lines, number, numeral, shortened
from bot.texts.sentence import counted, plain, say
from roadmap.inside import Inside
from roadmap.model import Step, Topic

LONGEST = 60


def question() -> Markup:
    """Behind a beginning, above the resources."""
    return say("What will you go through? Its parts become the steps that you tick. It works without, too.")


def how_many(topic: Topic, resource: str) -> Markup:
    """A resource of which nobody has said how many parts it has."""
    values = {"number": numeral(topic.number), "resource": shortened(resource, LONGEST)}
    return lines(
        say(
            "How many parts does <b>{resource}</b> have? Just the number will do, or their titles, one on each line.",
            **values,
        ),
        say("Later: <code>/steps {number}: 9 lessons of {resource}</code>", **values),
    )


def own(topic: Topic) -> Markup:
    """Steps of one's own."""
    return lines(
        say(
            "Your own steps for <b>{topic}</b>: send me their titles, one on each line, or how many they are.",
            topic=topic.title,
        ),
        say("Later: <code>/steps {number}: Tokens; Attention; A small project</code>", number=numeral(topic.number)),
    )


def without(topic: Topic) -> Markup:
    """No steps are wanted."""
    return say(
        "All right, <b>{topic}</b> goes without steps. <code>/steps {number}</code> gives it some whenever you like.",
        topic=topic.title,
        number=numeral(topic.number),
    )


def beside_or_instead(topic: Topic, now: Inside, steps: Sequence[Step]) -> Markup:
    """Another resource, where one is gone through already."""
    others = dict.fromkeys(step.resource for step in now.steps)
    before = plain("{first}", first=shortened(next(iter(others)), LONGEST)) if all(others) and len(others) == 1 else ""
    values = {"topic": topic.title, "resource": shortened(steps[0].resource, LONGEST)}
    done, count = number(len(now.done)), number(len(now.steps))
    asked = say("How does <b>{resource}</b> come in? Whatever you ticked stays told.", **values)
    if before:
        return lines(
            say(
                counted(
                    len(now.steps),
                    "You go through <b>{before}</b> for {topic}, {done} of {count} steps done.",
                    one="You go through <b>{before}</b> for {topic}, {done} of one step done.",
                ),
                before=before,
                topic=topic.title,
                done=done,
                count=count,
            ),
            asked,
        )
    return lines(
        say(
            counted(
                len(now.steps),
                "<b>{topic}</b> has steps already, {done} of {count} done.",
                one="<b>{topic}</b> has a step already, {done} of one done.",
            ),
            topic=topic.title,
            done=done,
            count=count,
        ),
        asked,
    )
