"""The documented form of a roadmap as data, which we write and read back without loss (docs/roadmap-format.md)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from roadmap.certifications import LONGEST_NAME
from roadmap.model import EASIEST, HARDEST, LONGEST_DAYS, LONGEST_WEEKS, MOST_HOURS
from roadmap.reading.limits import (
    LONGEST_LINK,
    LONGEST_SKILL,
    LONGEST_SLUG,
    LONGEST_TITLE,
    MOST_CERTIFICATES,
    MOST_ENTRIES,
    MOST_TOPICS,
    speakable,
)
from roadmap.step_lists import MOST_STEPS


def _one_line(text: str) -> str:
    if len(text.splitlines()) > 1:
        raise ValueError(text)
    return text


_Text = Annotated[
    str,
    BeforeValidator(lambda value: speakable(value) if isinstance(value, str) else value),
    StringConstraints(max_length=4096),
]
_Name = Annotated[_Text, Field(min_length=1)]
_Names = Annotated[tuple[_Name, ...], Field(max_length=MOST_ENTRIES)]
_Title = Annotated[_Name, Field(max_length=LONGEST_TITLE), AfterValidator(_one_line)]
_Slug = Annotated[str, StringConstraints(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_SLUG)]
_Skill = Annotated[_Name, Field(max_length=LONGEST_SKILL), AfterValidator(_one_line)]
_Day = Annotated[str, AfterValidator(lambda text: date.fromisoformat(text).isoformat())]
_Link = Annotated[_Text, Field(max_length=LONGEST_LINK)]
_WeekCount = Annotated[int, Field(ge=1, le=LONGEST_WEEKS)]
_DayCount = Annotated[int, Field(ge=1, le=LONGEST_DAYS)]
_HourCount = Annotated[float, Field(gt=0, le=MOST_HOURS)]


class _Form(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


_Minutes = Annotated[int, Field(ge=1, le=int(MOST_HOURS * 60))]


class WrittenForm(_Form):
    title: _Title
    minutes: _Minutes | None = None
    url: _Text = ""


class ResourceForm(_Form):
    name: _Text
    url: _Text = ""
    steps: Annotated[tuple[WrittenForm, ...], Field(max_length=MOST_STEPS)] = ()


class CertificationForm(_Form):
    name: _Text
    note: _Text = ""


class StepForm(_Form):
    title: _Title
    slug: _Slug
    minutes: _Minutes | None = None
    url: _Text = ""
    resource: _Text = ""
    done: bool = False


class TopicForm(_Form):
    """One topic; null where the document says nothing. ``prerequisites`` and ``recommended`` name topics."""

    title: _Title
    slug: _Slug
    number: Annotated[int, Field(ge=1, le=999_999)]
    status: Literal["not_started", "in_progress", "done", "skipped"] = "not_started"
    stage: _Text | None = None
    optional: bool = False
    min_weeks: _WeekCount | None = None
    max_weeks: _WeekCount | None = None
    min_days: _DayCount | None = None
    max_days: _DayCount | None = None
    hours_per_week_min: _HourCount | None = None
    hours_per_week_max: _HourCount | None = None
    total_hours_min: _HourCount | None = None
    total_hours_max: _HourCount | None = None
    prerequisites: _Names = ()
    skills: Annotated[tuple[_Skill, ...], Field(max_length=MOST_ENTRIES)] = ()
    recommended: _Names = ()
    resources: Annotated[tuple[ResourceForm, ...], Field(max_length=MOST_ENTRIES)] = ()
    certifications: Annotated[tuple[CertificationForm, ...], Field(max_length=MOST_ENTRIES)] = ()
    instead: _Text | None = None
    why: _Text | None = None
    difficulty: Annotated[int, Field(ge=EASIEST, le=HARDEST)] | None = None
    aliases: _Names = ()
    steps: Annotated[tuple[StepForm, ...], Field(max_length=MOST_ENTRIES)] = ()
    completed_on: _Day | None = None
    evidence: _Link = ""


class CertificateForm(_Form):
    """How a certification is held; ``topic`` is the slug of the one that it is of, empty where it is the learner's own."""

    topic: _Slug | Literal[""] = ""
    name: Annotated[_Name, Field(max_length=LONGEST_NAME), AfterValidator(_one_line)]
    held: Literal["planned", "under way", "earned"]
    day: _Day
    link: _Link = ""


class RoadmapForm(_Form):
    format: Literal["roadmate-roadmap"] = "roadmate-roadmap"
    version: Literal[1] = 1
    slug: _Name
    title: _Title
    certificates: Annotated[tuple[CertificateForm, ...], Field(max_length=MOST_CERTIFICATES)] = ()
    topics: Annotated[tuple[TopicForm, ...], Field(max_length=MOST_TOPICS)]
