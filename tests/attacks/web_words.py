"""What is sent to the pages, well meant and otherwise: words of paths, headers, and fields of forms, as Hypothesis draws them."""

from urllib.parse import urlencode

from hypothesis import strategies as st

from tests.attacks.test_web import FORM
from tests.web.browser import HERE

SLUGS = ("barn-owl", "ml-data", "nlp")
"""Of topics and roadmaps that are there."""

ODD = st.sampled_from(["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
STRANGE = st.sampled_from(
    [
        "..",
        "%00",
        "%2e%2e%2f",
        "\\",
        "%ff%fe",
        "//x",
        "{secret}",
        "9" * 400,
        "9" * 5000,
        "-1",
        "<script>",
        "'\"--",
        "{{7*7}}",
        "%0d%0aSet-Cookie:x=y",
        "\u202e",
    ]
)
VALUES = st.one_of(TEXTS, STRANGE)
IN_PATHS = st.one_of(st.sampled_from(("1", *SLUGS)), VALUES)
HEADER_TEXTS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "content-type",
            "origin",
            "sec-fetch-site",
            "x-forwarded-for",
            "accept",
            "range",
            "if-none-match",
            "cookie",
            "authorization",
            "hx-request",
        ]
    ),
    st.one_of(HEADER_TEXTS, st.sampled_from(["null", "same-origin", FORM["content-type"], HERE])),
    max_size=5,
)
NAMES = st.sampled_from(
    [
        "line",
        "data",
        "then",
        "shown",
        "told",
        "x",
        "said",
        "below",
        "part",
        "part until",
        "part *m",
        "part by *",
        "answer",
        "answer 0:minutes",
        "answer 1:by:until",
    ]
)
LINES = st.sampled_from(
    [
        "/plan",
        "/sitting",
        "/done barn-owl",
        "/log 45m noctule",
        "/log",
        "/steps noctule\n1. a\n2. b",
        "/edit rename #noctule to",
        "/edit move",
        "/edit add",
        "/import",
        "/import\n- a\n- b",
        "/times mon",
        "/portfolio on",
        "/calendar",
        "/web",
        "/undo",
        "/export json",
    ]
)
MEETING = st.sampled_from(
    [
        ["/meet", "in", "1"],
        ["/meet", "out", "1"],
        ["/meet", "move", "1", "2027-01-08", "20:00"],
        ["/meet", "move", "1", "9999-12-31", "23:59"],
        ["/meet", "cancel", "1"],
        ["/meet", "2027-01-09", "19:00", "60m", "once", "#nlp"],
        ["/meet", "0001-01-01", "00:00", "999m", "weekly"],
        ["/canhelp", "1"],
        ["/canhelp", "9" * 30],
    ]
)
Pairs = list[tuple[str, str]]
MORE: st.SearchStrategy[Pairs] = st.lists(st.tuples(NAMES, VALUES), max_size=5)
BODIES = st.one_of(st.binary(max_size=200), MORE.map(lambda pairs: urlencode(pairs).encode()))
