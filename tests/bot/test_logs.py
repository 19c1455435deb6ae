"""What a chat library logs is passed on as one of our events, without a word that a learner wrote."""

import logging
from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from bot.logs import relay

SAID = "finished nlp, call me at 555-0123"


@pytest.fixture
def library() -> Iterator[logging.Logger]:
    """A library that is new to the process, and forgotten afterwards."""
    logger = logging.getLogger("chatter")
    yield logger
    logger.handlers.clear()
    logger.propagate = True


def test_a_librarys_line_is_passed_on_without_what_was_filled_into_it(library: logging.Logger) -> None:
    relay("chatter")
    with capture_logs() as lines:
        library.error("could not parse %s", SAID, exc_info=KeyError(SAID))
    assert lines == [
        {"event": "chatter.library", "log_level": "error", "line": "could not parse %s", "error": "KeyError"}
    ]


def test_however_often_a_library_is_relayed_a_line_is_passed_on_once(library: logging.Logger) -> None:
    relay("chatter")
    relay("chatter")
    with capture_logs() as lines:
        library.warning("slow")
        library.info("chatty")
    assert [line["line"] for line in lines] == ["slow"]
