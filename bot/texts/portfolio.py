"""The words of a portfolio, which is a document for others, and what is said with it."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup

from bot.texts.phrases import beside, clauses, number, sentences, spent, whole_day
from bot.texts.sentence import counted, plain, say
from roadmap.names import folded
from roadmap.portfolio import Portfolio, Work
from roadmap.proofs import Certificate

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_ADDRESS = "%/:?#[]@!$&'*+,;=~"
"""What of an address stays as it is, beside letters and digits."""


def nothing_yet() -> Markup:
    return say(
        "There is nothing to show yet: a portfolio has the topics you completed and the certificates you earned."
    )


def told(shown: Portfolio) -> Markup:
    """Said with the document."""
    return sentences(
        say(
            "📁 Your portfolio of {roadmap}: {what}.",
            roadmap=shown.title,
            what=clauses(*_what(shown)),
        ),
        say("It has no name, no plan, and no days but those of certificates: show it to whom you like."),
    )


def _what(shown: Portfolio) -> Iterator[str]:
    topics, certificates = len(shown.works), len(shown.certificates)
    if topics:
        yield plain(counted(topics, "{count} topics", one="{count} topic"), count=number(topics))
    if certificates:
        yield plain(
            counted(certificates, "{count} certificates", one="{count} certificate"), count=number(certificates)
        )
    if shown.minutes:
        yield plain("{time} of study", time=spent(shown.minutes))


def document(shown: Portfolio) -> Iterator[str]:
    """The portfolio as lines of Markdown."""
    yield plain("# {roadmap}", roadmap=_text(shown.title))
    yield ""
    yield clauses(*_what(shown))
    if shown.works:
        yield from ("", plain("## Topics"), "", *map(_work, shown.works))
    if shown.certificates:
        yield from ("", plain("## Certificates"), "", *(_certificate(one, shown) for one in shown.certificates))


def _work(work: Work) -> str:
    return beside(
        plain("- **{topic}**", topic=_text(work.topic.title)),
        spent(work.minutes) if work.minutes else None,
        plain("[evidence]({link})", link=_address(work.link)) if work.link else None,
    )


def _certificate(one: Certificate, shown: Portfolio) -> str:
    """A certificate, with its topic where others are called so."""
    topic = shown.titles.get(one.topic) if folded(one.name) in shown.repeated else None
    return beside(
        plain("- **{name}**", name=_text(one.name)),
        _text(topic) if topic else None,
        plain("earned {day}", day=whole_day(one.day)),
        plain("[certificate]({link})", link=_address(one.link)) if one.link else None,
    )


def _text(said: str) -> str:
    """Words that Markdown takes for nothing else, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(said.split()))


def _address(link: str) -> str:
    """An address that may stand in round brackets."""
    return quote(link, safe=_ADDRESS)
