"""Where a roadmap that we keep came from: the document by its digest, and what was chosen of it; kept in front of the roadmap."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

_FIRST = '{"origin":'


@dataclass(frozen=True, slots=True)
class Origin:
    """``digest`` is that of the document's text. Of a reading that was chosen, ``form`` is how the document is written as
    far as its topics go, ``level`` and ``name`` tell which reading it is, and ``without`` are the places, from 0, of
    its stages that were left out; of what was edited since, the form is empty. Of a document that was brought again,
    ``before`` is the version that it took the place of; else 0."""

    digest: str
    form: str = ""
    level: str = ""
    name: str = ""
    without: tuple[int, ...] = ()
    before: int = 0


def digest_of(text: str) -> str:
    """By what a document is known again."""
    return sha256(text.encode()).hexdigest()


def with_origin(document: str, origin: Origin) -> str:
    """A document in the documented form that tells where it came from, in place of what it told before."""
    _, rest = _parted(document)
    return f"{_FIRST}{json.dumps(asdict(origin), ensure_ascii=False, separators=(',', ':'))},{rest}"


def origin_in(document: str) -> Origin | None:
    """What such a document tells of where it came from; only its beginning is looked at."""
    told, _ = _parted(document)
    return Origin(**{**told, "without": tuple(told["without"])}) if told else None


def _parted(document: str) -> tuple[dict[str, Any], str]:
    """What it tells of its origin, and the rest behind the comma."""
    if not document.startswith(_FIRST):
        return {}, document.removeprefix("{")
    told, end = json.JSONDecoder().raw_decode(document, len(_FIRST))
    return told, document[end + 1 :]
