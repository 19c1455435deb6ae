"""A form as a story shows it where the platform has windows, and as it is sent: ``{How long was it? = 45 | Which topic = NLP}``."""

from bot.chat.form import Answer, Blank, Field, Form

EMPTY = "…"


def opened(form: Form) -> str:
    """The window, with what stands in it already."""
    return "\n".join((f"=== {form.title} ===", *map(_asked, form.fields), "==="))


def sent(form: Form, said: str) -> tuple[Answer, ...]:
    """What is sent, with other answers to the questions whose labels begin so."""
    given = dict(part.strip().split(" = ", 1) for part in said.strip("{}").split(" | ") if part.strip())
    answers = []
    for field in form.fields:
        label = next((one for one in given if field.label.startswith(one)), None)
        answers.append(Answer(_stands(field) if label is None else _filled(field, given.pop(label)), field.into))
    assert not given, f"no question of the window begins so: {given}"
    return tuple(answers)


def _asked(field: Field | Blank) -> str:
    if isinstance(field, Blank):
        return f"= {field.label} [{field.text or field.hint or EMPTY}]"
    marks = ("☑", "☐") if field.several else ("◉", "○")
    return "  ".join((f"= {field.label}", *(f"{marks[not one.chosen]} {one.label}" for one in field.options)))


def _stands(field: Field | Blank) -> str:
    if isinstance(field, Blank):
        return field.text
    return " ".join(one.word for one in field.options if one.chosen)


def _filled(field: Field | Blank, said: str) -> str:
    if isinstance(field, Blank):
        return said
    words = {one.label: one.word for one in field.options}
    return " ".join(words[label] for label in said.split(", ") if label) if field.several else words[said]
