"""What is said of the roadmaps that a learner is on or has brought."""

from markupsafe import Markup

from bot.texts.kept import told as things_told
from bot.texts.phrases import lines, number, numeral, paragraphs, row, shortened
from bot.texts.sentence import plain, say
from roadmap.facts import ToldCount
from roadmap.model import Roadmap


def shelf(rows: list[Markup]) -> Markup:
    """/roadmaps."""
    return paragraphs(
        say("📚 <b>Your roadmaps</b>"),
        lines(*rows),
        say("<code>/switch</code> goes to another, <code>/import</code> brings one, <code>/share</code> gives a link."),
    )


def shelf_row(roadmap: Roadmap, done: int, *, under_way: bool, version: int | None, newest: int | None) -> Markup:
    """One roadmap that a learner is on or has brought; its version where they brought it."""
    title = {"roadmap": shortened(roadmap.title)}
    return row(
        say("▶ <b>{roadmap}</b>", **title) if under_way else say("• <b>{roadmap}</b>", **title),
        say("{done} of {topics} done", done=number(done), topics=number(len(roadmap.topics))),
        plain("version {version} of {newest}", version=numeral(version), newest=numeral(newest or version))
        if version
        else None,
    )


def drop_preview(roadmap: Roadmap, told: ToldCount) -> Markup:
    if not (said := things_told(told)):
        return say("This takes <b>{roadmap}</b> off your shelf. Others who are on it keep it.", roadmap=roadmap.title)
    return say(
        "This takes <b>{roadmap}</b> off your shelf and deletes what I know of you on it: {told}. Others who are on it "
        "keep it.",
        roadmap=roadmap.title,
        told=said,
    )


def dropped(roadmap: Roadmap) -> Markup:
    return say("🗑 <b>{roadmap}</b> is off your shelf.", roadmap=roadmap.title)


def under_way_stays(roadmap: Roadmap) -> Markup:
    return say("<b>{roadmap}</b> is under way. /switch to another first.", roadmap=roadmap.title)


def switched(roadmap: Roadmap) -> Markup:
    return say("▶ <b>{roadmap}</b> is under way now.", roadmap=roadmap.title)


def only_one() -> Markup:
    return say("You are on one roadmap only. <code>/import</code> brings another.")


def which_roadmap() -> Markup:
    return say("Which roadmap?")


def no_such_roadmap(said: str) -> Markup:
    return say("You are on no roadmap called “{said}”.", said=shortened(said))


def under_way_already(roadmap: Roadmap) -> Markup:
    return say("<b>{roadmap}</b> is the one under way already.", roadmap=roadmap.title)


def went_to(roadmap: Roadmap, number: int) -> Markup:
    return say("📚 <b>{roadmap}</b> is at version {number} now.", roadmap=roadmap.title, number=numeral(number))


def no_version() -> Markup:
    return say("There is no other version to go to.")
