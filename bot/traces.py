"""Exceptions as they may be written down: the type and the places, never the message, which may hold a learner's words."""

import traceback


def places(error: BaseException) -> str:
    """An exception as its type and the places it went through, its causes first, without any message."""
    earlier = f"{places(cause)} then " if (cause := error.__cause__ or error.__context__) else ""
    frames = traceback.extract_tb(error.__traceback__)
    went = " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{earlier}{type(error).__name__} [{went}]"
