"""The labels of the buttons below certificates."""

from bot.texts.certificate_views import SIGNS, Shown
from bot.texts.phrases import numeral, shortened
from bot.texts.sentence import plain
from roadmap.certifications import Named

LONGEST_APART = 20
"""Characters of a name that its topic stands behind."""


def label(named: Named) -> str:
    return plain("{name}", name=shortened(named.name, 40))


def numbered_label(shown: Shown) -> str:
    return plain(
        "{sign} {number}. {name}",
        sign=SIGNS[shown.held],
        number=numeral(shown.named.number),
        name=shortened(shown.named.name, 40),
    )


def plan_it() -> str:
    return plain("📌 Planned")


def begin_it() -> str:
    return plain("🟡 Under way")


def earn_it() -> str:
    return plain("🎓 Earned")


def drop_it() -> str:
    return plain("✖ Off my list")


def keep_own(name: str) -> str:
    return plain("➕ My own: {name}", name=shortened(name, 40))


def all_of_them() -> str:
    return plain("🎓 All certificates")


def label_of_all() -> str:
    """Below a topic that has some."""
    return plain("🎓 Certificates")


def portfolio() -> str:
    return plain("📁 Portfolio")
