"""What is said of files that a learner takes along."""

from markupsafe import Markup

from bot.texts.glued import plural
from bot.texts.sentence import plain


def label(form: str) -> str:
    """Of a button or a choice; a form without words of its own goes by its name."""
    match form:
        case "markdown":
            return plain("📝 Markdown")
        case "csv":
            return plain("📊 CSV")
        case "json":
            return plain("🧩 JSON")
        case "calendar":
            return plain("📅 Calendar")
        case "everything":
            return plain("📦 Everything")
    return form


SAID = {
    "markdown": Markup("📝 Your roadmap as it came, with its ticks."),
    "csv": Markup("📊 Your roadmap as a sheet (CSV), with where you stand. /import reads it back."),
    "json": Markup("🧩 Your roadmap as JSON, with where you stand. /import reads it back without loss."),
    "calendar": Markup(
        "📅 Your windows as a calendar file: an all-day event for each topic that is open, up to its limit day. "
        "Opening a newer one updates the events."
    ),
}


def roadmap(form: str) -> Markup:
    """The roadmap in one form."""
    return SAID[form]


def everything(facts: int) -> Markup:
    return Markup("📦 Everything I keep about you (JSON, {}).").format(plural(facts, "fact"))


def both(kept: Markup) -> Markup:
    """The roadmap and everything, together."""
    return Markup("{}\n{}").format(SAID["markdown"], kept)


def not_written() -> Markup:
    """Said in place of a file that could not be made."""
    return Markup("The file didn't come out this time; try it once more in a minute.")


def not_saved(name: str, folder: str, alt: str) -> Markup:
    """Where a file was to be put on this machine; ``alt`` says what a picture shows."""
    why = Markup("I couldn't save {}. Is {} a folder that I may write to?").format(name, folder)
    return Markup("{}\n\n{}").format(why, alt) if alt else why
