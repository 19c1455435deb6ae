"""PURE: a refusal as the reply that words it, with buttons that type what may be meant."""

from collections.abc import Iterable
from dataclasses import replace

from bot.chat.form import kept
from bot.chat.heard import Heard
from bot.chat.reply import Button, Reply, Style, asking, choices
from bot.errors import Asked, Missing, NothingTold, Refusal, SmallTalk
from bot.said.lines import lines_of
from bot.said.readings import Unclear, Why
from bot.said.values import Call
from bot.store.buttons import LONGEST
from bot.texts import errors as texts
from bot.texts import forms as form_texts
from bot.texts import labels, stages
from bot.texts import said as readings
from bot.texts.alike import told_apart
from bot.texts.phrases import paragraphs
from roadmap.errors import DomainError

NOTHING = "/nothing"


def refusing(refused: Refusal | DomainError, *, among_several: bool = False) -> Reply:
    """What is said instead. ``among_several`` says that it was one of several statements, of which none was stored."""
    if isinstance(refused, Asked):
        among_several = refused.among_several and not refused.reading.options
    text = paragraphs(texts.words(refused), readings.none_of_it() if among_several else None)
    match refused:
        case Asked(reading=reading):
            return Reply(text=text, buttons=_readings(reading))
        case NothingTold(reading=reading):
            return Reply(text=text, buttons=asking(*_led(_offers(reading.options))))
        case SmallTalk(talk=talk):
            return Reply(text=text, buttons=tuple(Button(label, line) for label, line in readings.after(talk)))
    offered = _led(Button(choice.label, choice.line) for choice in getattr(refused, "choices", ()))
    more = (Button(stages.later(2), refused.more),) if isinstance(refused, Missing) and refused.more else ()
    return Reply(text=text, buttons=(*asking(*choices(form_texts.choose_one(), *offered)), *more))


def with_form(reply: Reply, heard: Heard) -> Reply:
    """The refusal of a form that was sent, with the button that opens it again with all that was typed, where it can carry that."""
    line = heard.command.form if heard.command else ""
    again = f"{line} {kept(heard.answers)}"
    if not (line and heard.answers) or len(again) > LONGEST:
        return reply
    return replace(reply, buttons=(*reply.buttons, Button(form_texts.fill_in_again(), again)))


def _readings(reading: Unclear) -> tuple[Button, ...]:
    """A button for each reading, and one for none of them."""
    options = _led(_offers(reading.options, reading.why))
    nothing = (Button(labels.nothing(), NOTHING),) if options and readings.stores(reading) else ()
    return asking(*options, *nothing)


def _led(offered: Iterable[Button]) -> tuple[Button, ...]:
    """What is offered; where it is one thing, that is what the message leads to."""
    found = tuple(offered)
    return (replace(found[0], style=Style.MAIN),) if len(found) == 1 else found


def _offers(options: tuple[tuple[Call, ...], ...], why: Why | None = None) -> tuple[Button, ...]:
    several = len({call.topics for option in options for call in option}) > 1
    years = {call.day.year for option in options for call in option if call.day}
    is_far = len(years) > 1 or (why is Why.WHICH_DAY and len(options) == 1)
    found = [readings.label(option, why, naming=several, with_year=is_far) for option in options]
    labelled = told_apart(found, [[topic for call in option for topic in call.topics] for option in options])
    return tuple(Button(label, lines_of(option)) for label, option in zip(labelled, options, strict=True))
