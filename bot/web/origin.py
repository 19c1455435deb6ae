"""Where a form comes from: what another site sends in somebody's name is not heard.

A browser says so in Sec-Fetch-Site, an older one in Origin alone (which is "null" for forms of a page with Referrer-Policy:
no-referrer). What says neither is no browser that we know, and is refused as well.
"""

from starlette.datastructures import Headers


def is_own(headers: Headers, origin: str) -> bool:
    """Whether a POST with these headers comes from a page of this origin, such as "https://study.example.org"."""
    said, site = headers.get("origin"), headers.get("sec-fetch-site")
    if said not in {None, "null", origin}:
        return False
    return site == "same-origin" if site is not None else said == origin
