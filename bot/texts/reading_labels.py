"""The labels of what a learner chooses of a document, on buttons and in a form; plain text."""

from bot.texts.phrases import number, shortened
from bot.texts.readings import HALF, named
from bot.texts.sentence import counted, plain
from roadmap.stages import Stage


def stage_label(stage: Stage, *, taken: bool) -> str:
    """A stage on its button."""
    values = {"stage": shortened(named(stage), HALF), "count": number(len(stage.topics))}
    return plain("✅ {stage} ({count})", **values) if taken else plain("▫ {stage} ({count})", **values)


def stage_option(stage: Stage) -> str:
    """A stage among the options of a form."""
    return plain("{stage} ({count})", stage=shortened(named(stage)), count=number(len(stage.topics)))


def choose() -> str:
    """The title of the form."""
    return plain("What to take")


def which_reading() -> str:
    return plain("What is a topic?")


def which_ticks() -> str:
    return plain("Its ticks")


def which_stages() -> str:
    return plain("Which stages?")


def its_ticks(*, log: bool = False) -> str:
    return plain("With its ticks and log") if log else plain("With its ticks")


def no_ticks(*, log: bool = False) -> str:
    return plain("Without ticks and log") if log else plain("Without ticks")


def choose_stages() -> str:
    return plain("🧭 Choose stages")


def with_ticks(count: int, *, log: bool = False) -> str:
    if log:
        return plain(
            counted(count, "✔ With its {count} ticks and its log", one="✔ With its {count} tick and its log"),
            count=number(count),
        )
    return plain(counted(count, "✔ With its {count} ticks", one="✔ With its {count} tick"), count=number(count))


def without_ticks(*, log: bool = False) -> str:
    return plain("✔ Without ticks and log") if log else plain("✔ Without ticks")


def with_log() -> str:
    return plain("✔ With its log")


def without_log() -> str:
    return plain("✔ Without its log")


def earlier_page() -> str:
    return plain("◀ Earlier")


def later_page() -> str:
    return plain("▶ More")


def chosen() -> str:
    return plain("✔ That's it")


def back_to_stages() -> str:
    return plain("◀ To the stages")


def back_to_it() -> str:
    return plain("◀ Back")


def keep_going() -> str:
    return plain("▶ Keep going")


def second_one() -> str:
    return plain("➕ A second one")
