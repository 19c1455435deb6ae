"""How values are made that are made very often."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """A frozen dataclass to mypy, which lets nobody set a field. At run time nothing more stands in the way: each field of a
    dataclass that is frozen there is set by a call of its own, so that to make one takes three times as long. It is for what
    is made several times for each answer or each nudge; all else is frozen both ways."""
    return dataclass(slots=True, unsafe_hash=True)(cls)
