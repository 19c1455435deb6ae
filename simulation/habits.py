"""PURE: ten habits of study: how each begins, its study times among it, and what it says in a week."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

STUDY = "[study]"
"""A step, or a sitting where there are no steps."""

Said = tuple[int, str]
"""A weekday, Monday 0, and a line."""

BY_THE_CLOCK = ("[▶ Start]", "[✍️ 45 min]")
"""A study time that is come to: a focus from the reminder's button, and the answer when it is over."""

LEFT = "/focus 20"
"""A focus whose question nobody answers."""

LOOKS = ("/today", "/week", "/hours", "/streak", "/log", "/status")
"""What shows how much was studied."""


@dataclass(frozen=True, slots=True)
class Habit:
    """``week`` is what is said in the week of a number, from 0. A study ticks a step where there are steps; else it is the
    ``sitting``, and each of so many (``finishes``) completes the topic."""

    name: str
    beginning: Sequence[str]
    week: Callable[[int], Iterable[Said]]
    sitting: str = "/checkin 40"
    finishes: int = 8


def _on(*days: int, times: int = 1) -> list[Said]:
    return [(day, STUDY) for day in days for _ in range(times)]


def _start(*days: int) -> list[Said]:
    return [(day, line) for day in days for line in BY_THE_CLOCK]


def _steady(week: int) -> list[Said]:
    left: list[Said] = [(3, LEFT), (5, LEFT)] if week % 2 else [(5, "/focus 25"), (5, "[✍️ 25 min]")]
    return [(0, "[2 ]"), *_start(1), *_on(1, 3), *left, *((6, look) for look in LOOKS)]


def _answering(week: int) -> list[Said]:
    return [said for said in _steady(week) if said[1] != LEFT]


def _weekend(week: int) -> list[Said]:
    away = {4: "/pause", 6: "/resume"}
    return [(0, away[week])] if week in away else [] if week == 5 else [(5, "[Keep]"), *_on(5, 6)]


def _bursts(week: int) -> list[Said]:
    return _on(0, 1, 2, 3, times=2) if week % 5 == 1 else []


def _fading(week: int) -> list[Said]:
    return [*_start(*range(1, 2 - week // 4)), *_on(*range(1, max(1, 5 - week // 2)))]


def _silent(week: int) -> list[Said]:
    return _on(1, 2) if week == 0 else []


def _ill(week: int) -> list[Said]:
    if 5 <= week < 8:
        return []
    return [(0, "/stuck ill"), (0, "[Count it]"), *_on(2, 4)] if week == 8 else [*_start(2), *_on(2, 4)]


def _ahead(_week: int) -> list[Said]:
    return [(0, "[Begin]"), *_on(1, 2, 4)]


def _many(week: int) -> list[Said]:
    names = ("deep learning", "time series forecasting", "nlp", "image processing", "ml oops")
    return [(1, f"/checkin 30 {names[week % 5]}"), (4, f"/checkin 50 {names[(week * 2 + 1) % 5]}")]


def _lengthless(week: int) -> list[Said]:
    number = week // 2 + 1
    return [(1, f"/begin {number}"), (3, f"/done {number}")] if week % 2 == 0 else [(2, "/checkin 25")]


def _shifts(week: int) -> list[Said]:
    move = [(0, f"/timezone {('tokyo', 'berlin', 'new york')[week // 3 % 3]}")] if week % 3 == 0 else []
    return [*move, *_on(*((0, 2) if week % 2 else (5,)))]


WITH_STEPS = ("/timezone berlin", "/start ml-data today", "/begin deep learning", "[Fast.ai]")
LIST = "/import\n# Woodwork\n" + "\n".join(
    f"- {name}"
    for name in (
        *("Saws", "Planes", "Chisels", "Joints", "Glue", "Clamps", "Sanding", "Finish", "Turning", "Carving", "Inlay"),
        *("Veneer", "Bending", "Drawers", "Doors", "Chairs", "Tables", "Boxes"),
    )
)

HABITS = (
    Habit("steady", (*WITH_STEPS, "/times tue 18:00 45m, thu 21:00"), _steady),
    Habit(
        "weekend",
        ("/start ml-data today", "/begin nlp", "/times sat sun 17:00 90m"),
        _weekend,
        sitting="/checkin 90",
    ),
    Habit("bursts", WITH_STEPS, _bursts),
    Habit("fading", (*WITH_STEPS, "/times tue thu 18:00 45m"), _fading),
    Habit("silent after a week", (*WITH_STEPS, "/times mon thu 18:00 45m"), _silent),
    Habit("ill and back", (*WITH_STEPS, "/times wed fri 18:00 45m"), _ill),
    Habit("ahead", WITH_STEPS, _ahead),
    Habit("many topics", ("/start ml-data today", *(f"/begin {number}" for number in range(1, 6))), _many),
    Habit("no lengths", (LIST, "[Take it]"), _lengthless),
    Habit("shift worker", ("/timezone tokyo", *WITH_STEPS[1:], "/times mon wed sat 20:00 30m"), _shifts),
)

ANSWERING = replace(HABITS[0], week=_answering)
"""The steady one without what was left unanswered: it is to see the same."""
