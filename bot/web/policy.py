"""What a page may load and do (Content-Security-Policy): what is ours, and no script or style within it."""

from collections.abc import Sequence

OWN, NONE = "'self'", "'none'"


def policy(*, scripts: Sequence[str] = (), pictures: Sequence[str] = (), frames: Sequence[str] = (NONE,)) -> str:
    """The header; more origins may be named for scripts and pictures, and those that may have the page in a frame."""
    allowed = {
        "default-src": (NONE,),
        "script-src": (OWN, *scripts),
        "style-src": (OWN,),
        "img-src": (OWN, "data:", *pictures),
        "connect-src": (OWN,),
        "form-action": (OWN,),
        "base-uri": (NONE,),
        "frame-ancestors": frames,
    }
    return "; ".join(" ".join((name, *values)) for name, values in allowed.items())
