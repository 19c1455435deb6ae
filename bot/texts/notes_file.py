"""A learner's notes as a Markdown file: a heading for each topic, what was studied of it, and its notes by day."""

from collections.abc import Mapping, Sequence

from bot.texts.phrases import clauses, in_a_file, number, numeral, spent, whole_day
from bot.texts.sentence import counted, plain
from roadmap.facts import Fact
from roadmap.notes import NotedTopic
from roadmap.sittings import Sittings
from roadmap.writing.escapes import escaped


def written(title: str, noted: Sequence[NotedTopic], steps: Mapping[str, str]) -> str:
    """The file; ``steps`` are the titles of steps by their places. What somebody wrote is text in it, and no markup."""
    head = plain("# Notes on {title}", title=_text(title))
    return in_a_file(head, *(_topic(one, steps) for one in noted)) + "\n"


def _topic(noted: NotedTopic, steps: Mapping[str, str]) -> str:
    topic = noted.topic
    heading = (
        plain("## {number}. {topic}", number=numeral(topic.number), topic=_text(topic.title))
        if topic
        else plain("## Beside the topics")
    )
    studied = _studied(noted.studied) if noted.studied and topic else ""
    sentence = plain("> 💡 {sentence}", sentence=_text(noted.sentence)) if noted.sentence else ""
    notes = in_a_file(*(_note(fact, "" if topic else fact.topic, steps) for fact in noted.notes), apart=False)
    return in_a_file(heading, studied, sentence, notes)


def _studied(studied: Sittings) -> str:
    values = {"sittings": number(studied.count), "day": whole_day(studied.first)}
    if not studied.minutes:
        return plain(
            counted(
                studied.count,
                "Studied in {sittings} sittings since {day}.",
                one="Studied in {sittings} sitting since {day}.",
            ),
            **values,
        )
    return plain(
        counted(
            studied.count,
            "Studied {time} in {sittings} sittings since {day}.",
            one="Studied {time} in {sittings} sitting since {day}.",
        ),
        **values,
        time=spent(studied.minutes),
    )


def _note(fact: Fact, topic: str, steps: Mapping[str, str]) -> str:
    """ "- 14 Jan 2027, Lesson 4, 45 min: chain rule = local gradients"; ``topic`` is one that is not there any more."""
    step = steps.get(fact.place, "") if fact.step else ""
    about = clauses(whole_day(fact.day), _text(topic), _text(step), spent(fact.minutes) if fact.minutes else "")
    return plain("- {about}: {note}", about=about, note=_text(fact.note))


def _text(said: str) -> str:
    """What somebody wrote, on one line."""
    return escaped(" ".join(said.split()))
