"""PURE: a form as it is asked: all at once by platforms that have forms, elsewhere one question a message.

Nothing is kept meanwhile: each button types the line that asks on, with all that was answered so far, and the last one the
line that somebody could have typed at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.chat.form import Answer, Blank, Field, Form, kept, line_of
from bot.chat.reply import Button, Reply, asking, choices
from bot.store.buttons import LONGEST
from bot.texts import forms as texts
from bot.texts.phrases import paragraphs

PASSED = "-"
"""The answer to a question that was left alone."""

MOST_OFFERED = 12
"""Answers to one question."""

MOST_KEPT = LONGEST - 100
"""Characters of answers on a button, which has a line of its own besides."""

Asked = Field | Blank


def one_by_one(form: Form, again: str, answers: Mapping[str, str], *, below: Markup | None = None) -> Reply:
    """The form with what was answered so far, and its first question that was not; ``again`` is the line that asks on with
    answers behind it, ``below`` what is said below it."""
    answers = {
        name: said for field in form.fields if (said := _possible(field, answers.get(name := field.into.name, "")))
    }
    so_far = texts.so_far([label for field in form.fields if (label := _answered(field, answers))])
    open_ = [field for field in form.fields if field.options and field.into.name not in answers]
    text, buttons = texts.all_answered(), [*asking(Button(texts.that_is_it(), _whole(form, answers)))]
    if open_:
        text, buttons = texts.question(open_[0].label), _offered(form, again, answers, open_)
    text = paragraphs(so_far, text, below)
    return Reply(text=text, buttons=tuple(buttons), in_place=bool(answers), form=filled(form, answers))


def choosing(form: Form, again: str) -> tuple[Button, ...]:
    """A button for each question whose answer is whole by itself, as those of settings are; ``again`` is the line that asks for
    one, with its name behind it."""
    return tuple(
        Button(field.label, f"{again} {field.into.name}") for field in form.fields if field.options and field.into.name
    )


def asking_one(form: Form, name: str) -> Reply | None:
    """One such question, each answer typing the line that gives it alone; None where there is none of that name."""
    field = next((one for one in form.fields if one.into.name == name and one.options), None)
    if field is None:
        return None
    alone = replace(field.into, before=(field.into.before or "").lstrip(", "))
    offers = [Button(one.label, line_of(form.line, [Answer(one.word, alone)])) for one in field.options[:MOST_OFFERED]]
    return Reply(text=texts.question(field.label), buttons=asking(*choices(field.label, *offers)), in_place=True)


def filled(form: Form, answers: Mapping[str, str]) -> Form:
    """The form with what was answered before."""
    return replace(form, fields=tuple(_with_answer(field, answers) for field in form.fields))


def _possible(field: Asked, said: str) -> str:
    """What was answered, as far as the question has room for it; empty for what is no answer to it."""
    if isinstance(field, Blank):
        return said[: field.longest]
    if said == PASSED:
        return said
    words = {one.word for one in field.options}
    return said if said in words or (field.several and words.issuperset(said.split())) else ""


def _offered(form: Form, again: str, answers: Mapping[str, str], open_: Sequence[Asked]) -> list[Button]:
    """A button for each answer to the first question that is open; one that may be left alone has one for that. Those of the
    last question end it: before, a window may be what a press opens, which can be shut again."""
    asked = open_[0]
    offers = [(one.label, one.word) for one in asked.options[:MOST_OFFERED]]
    if not asked.required:
        offers.append((texts.pass_label(), PASSED))
    buttons = []
    for label, word in offers:
        more = {**answers, asked.into.name: word}
        line = f"{again} {_kept(form, more)}" if len(open_) > 1 else _whole(form, more)
        buttons.append(Button(label, line, one_of=asked.label))
    return buttons if len(open_) > 1 else [*asking(*buttons)]


def _kept(form: Form, answers: Mapping[str, str]) -> str:
    """What was answered so far; where that is too long for a line, what can be answered by a button."""
    said = [Answer(answers.get(field.into.name, ""), field.into) for field in form.fields]
    offered = [Answer(answers.get(field.into.name, ""), field.into) for field in form.fields if field.options]
    return line if len(line := kept(said)) <= MOST_KEPT else kept(offered)


def _whole(form: Form, answers: Mapping[str, str]) -> str:
    """The line as it is typed at once: what is for an argument stands in it by itself."""
    told = [
        Answer(answers[name], replace(field.into, before=field.into.before or ""))
        for field in form.fields
        if answers.get(name := field.into.name, PASSED) != PASSED
    ]
    return line_of(form.line, told)


def _answered(field: Asked, answers: Mapping[str, str]) -> str:
    """An answer as it was shown; empty for none."""
    word = answers.get(field.into.name, PASSED)
    shown = next((one.label for one in field.options if one.word == word), word)
    return "" if shown == PASSED else shown


def _with_answer(field: Asked, answers: Mapping[str, str]) -> Asked:
    """The question as it stands in a form that is filled in again."""
    said = answers.get(field.into.name, "")
    if said in {"", PASSED}:
        return field
    if isinstance(field, Blank):
        return replace(field, text=said)
    words = set(said.split()) if field.several else {said}
    return replace(field, options=tuple(replace(one, chosen=one.word in words) for one in field.options))
