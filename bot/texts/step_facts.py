"""Facts about the steps within a topic, as they are named among others."""

from datetime import date

from bot.texts.phrases import number, short_day
from bot.texts.sentence import counted, plain
from roadmap.facts import Fact, Kind


def one(fact: Fact, titles: dict[str, str], when: str) -> str:
    """A fact; a step that is in no list any more goes by its slug."""
    topic, step = titles.get(fact.topic, fact.topic), titles.get(fact.place, fact.step)
    match fact.kind:
        case Kind.STEP_DONE if fact.known:
            return plain("knowing “{step}” of {topic}", step=step, topic=topic)
        case Kind.STEP_DONE:
            return plain("“{step}” of {topic} ticked on {day}", step=step, topic=topic, day=when)
        case Kind.STEP_OPEN:
            return plain("“{step}” of {topic} opened again on {day}", step=step, topic=topic, day=when)
        case Kind.STEPS_CHOSEN:
            return plain("the steps chosen for {topic} on {day}", topic=topic, day=when)
    return plain("the steps of {topic} changed on {day}", topic=topic, day=when)


def several(facts: list[Fact], titles: dict[str, str], today: date) -> str:
    """Facts of one kind and day: "12 steps of NLP ticked on 14 Jan"; of several topics without their names."""
    steps, when = number(len(facts)), short_day(facts[0].day, today)
    if facts[0].kind is Kind.STEP_OPEN:
        return plain(counted(len(facts), "{steps} steps opened again on {day}"), steps=steps, day=when)
    if facts[0].kind is not Kind.STEP_DONE:
        return plain(counted(len(facts), "{lists} lists of steps from {day}"), lists=steps, day=when)
    if len({fact.topic for fact in facts}) > 1:
        return plain(counted(len(facts), "{steps} steps ticked on {day}"), steps=steps, day=when)
    topic = titles.get(facts[0].topic, facts[0].topic)
    return plain(counted(len(facts), "{steps} steps of {topic} ticked on {day}"), steps=steps, topic=topic, day=when)
