"""Logs: one structured line an event, to the standard error. Ids and numbers only: an exception is written with its
type and the places it went through, never with its message, which may hold a token or a learner's words."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.traces import places

log = structlog.get_logger()


def set_up(level: str) -> None:
    """Send our events, and the warnings of the libraries, to the standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _places,
            structlog.processors.LogfmtRenderer(key_order=("timestamp", "level", "event")),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter("timestamp=%(asctime)s level=%(levelname)s event=%(name)s message=%(message)r"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def _places(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    raised = event.pop("exc_info", None)
    error = sys.exc_info()[1] if raised is True else raised
    if isinstance(error, BaseException):
        event["error"] = places(error)
    return event


class _Formatter(logging.Formatter):
    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name
        return places(ei[1]) if ei[1] else ""


class Relay(logging.Handler):
    """Passes on a library's log line without what was filled into it: that may be what a learner wrote."""

    def __init__(self, library: str) -> None:
        super().__init__()
        self._event = f"{library}.library"

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        log.log(record.levelno, self._event, line=str(record.msg), error=error)
        record.args, record.exc_info = None, None  # nor shall a handler after this one see it


def relay(library: str) -> None:
    """Keep learners' words, in the warnings of a library that speaks for a platform, out of every log."""
    logger = logging.getLogger(library)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    if not any(isinstance(handler, Relay) for handler in logger.handlers):
        logger.addHandler(Relay(library))
