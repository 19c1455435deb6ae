"""A file read, in all its readings."""

from pathlib import PurePath

from bot.files import repair
from bot.files.tasks import Done, Lock
from roadmap.model import Status
from roadmap.reading import exact, forms, shown, sketches, slugs
from roadmap.reading.encodings import decoded, is_archive
from roadmap.reading.readings import read_all, read_tree
from roadmap.reading.tree_readings import Reading
from roadmap.writing.log import without_log
from roadmap.writing.origin import Origin, digest_of, with_origin
from roadmap.writing.stored_form import write_stored
from roadmap.writing.told import Told


def read(name: str, content: bytes, lock: Lock) -> Done:
    """All readings of a file of this name."""
    if is_archive(content):
        return workbook(content, name, lock), b""
    return readings(locked_in(content, name, lock), name), b""


def locked_in(content: bytes, name: str, lock: Lock) -> str:
    """The text of a file, with all loaded that reading it takes, where nothing else can be done any more. Raises RoadmapFaults."""
    text = decoded(content)
    forms.load(PurePath(name).suffix)
    repair.load(text)
    exact.load(text)
    slugs.load()
    lock()
    return text


def readings(text: str, name: str) -> dict[str, object]:
    """All readings, and the text to be kept: without what shows what one learner did, for others may get it."""
    source = repair.repaired(text)
    return {
        "source": without_log(shown.without(source)),
        "readings": [_told(one) for one in read_all(source, name=name)],
    }


def workbook(content: bytes, name: str, lock: Lock) -> dict[str, object]:
    """A workbook, which is no text: it is opened once nothing else can be done any more."""
    from roadmap.reading.forms.workbook import is_workbook, sheets_of, text_of, tree_of_sheets  # noqa: PLC0415 - it takes long to load, and few need it

    slugs.load()
    lock()
    if not is_workbook(content):
        return readings(decoded(content), name)  # which is refused as the archive that it is
    sheets = sheets_of(content)
    digest = digest_of(text_of(sheets))
    found = read_tree(tree_of_sheets(sheets), name=name)
    return {"source": "", "readings": [_known(_told(one), digest) for one in found]}


def _known(told: dict[str, str], digest: str) -> dict[str, str]:
    """What is told of a reading, by which its workbook is known again: there is no text to keep."""
    return {**told, "document": with_origin(told["document"], Origin(digest, told["form"]))}


def sketch_of(reading: Reading) -> sketches.Sketch:
    """What is said of a reading before it is chosen."""
    understood, proposal = reading.understood, reading.proposal
    return sketches.Sketch(
        level=proposal.level if proposal.topics else "",
        name=proposal.name,
        topics=len(understood.roadmap.topics),
        ticked=sum(status is not Status.NOT_STARTED for status in understood.statuses.values()),
        guessed=proposal.guessed,
        left_out=tuple(
            sketches.LeftOut(one.kind, one.count, one.lines[: sketches.MOST_LINES], one.links, one.names)
            for one in reading.left_out
        ),
        unclear=understood.unclear,
    )


def _told(reading: Reading) -> dict[str, str]:
    understood = reading.understood
    return {
        "form": understood.form,
        "document": write_stored(
            understood.roadmap, understood.statuses, Told(understood.steps_done, understood.proven)
        ),
        "told": sketches.as_json(sketch_of(reading)),
    }
