"""What is said of files that a learner takes along."""

from markupsafe import Markup

from bot.texts.kept import told as things_told
from bot.texts.phrases import lines, listed, number, paragraphs, sentences
from bot.texts.sentence import plain, say
from roadmap.facts import ToldCount


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
        case "notes":
            return plain("📝 Notes")
        case "everything":
            return plain("📦 Everything")
    return form


def roadmap(form: str) -> Markup:
    """The roadmap in one form."""
    match form:
        case "csv":
            return say(
                "📊 Your roadmap as a sheet (CSV), with where you stand, without your log. /import reads it back."
            )
        case "json":
            return say("🧩 Your roadmap as JSON, with where you stand. /import reads it back.")
        case "notes":
            return say("📝 Your notes as Markdown, topic by topic, with how long you studied each.")
        case "calendar":
            return say(
                "📅 Your plan as a calendar file: an all-day event for each topic that is open, up to its latest day. "
                "Opening a newer one updates the events."
            )
    return say("📝 Your roadmap as it came, with its ticks.")


def with_what_shows(text: Markup) -> Markup:
    """Of a document below which certificates and evidence stand."""
    return sentences(text, say("Your certificates, and the links that show your work, stand below it."))


def with_log(text: Markup, kept: int, told: int) -> Markup:
    """Of a document in which a log stands, or as many of its last entries as there is room for."""
    if kept == told:
        return sentences(text, say("Your log is in it: study time, what you remember, and second looks."))
    if not kept:
        return sentences(
            text,
            say("There was no room for your log in it: all of that is in <code>/export everything</code>."),
        )
    return sentences(
        text,
        say(
            "Of your log the last {kept} of {told} are in it, and all of them in <code>/export everything</code>.",
            kept=number(kept),
            told=number(told),
        ),
    )


def calendar_to_an_end() -> Markup:
    """The calendar file of a plan up to an end that the learner named."""
    return say(
        "📅 Your days up to the end you named, as a calendar file: an all-day event for each topic that is open, up to the "
        "day by which you want it done. Opening a newer one updates the events."
    )


def nothing_dated(*, finished: bool) -> Markup:
    """There is no window that a calendar could hold."""
    if finished:
        return say("🏁 Everything is done, so there is nothing left for a calendar.")
    return say(
        "📅 No topic has a day yet, so there is nothing for a calendar. Name an end, such as <code>/plan finish by 30 "
        "june</code>, and there is."
    )


def nothing_noted() -> Markup:
    """There is nothing that a file of notes could hold."""
    return say("📝 Nothing is noted yet: <code>/log 45m nlp “what I learned”</code> is the first note.")


def everything(told: ToldCount, brought: int, nudges: int) -> Markup:
    """All that is kept, with what that is: ``brought`` are versions of roadmaps, ``nudges`` messages sent unasked."""
    return say("📦 Everything I keep about you, as JSON: {kept}.", kept=_kept(told, brought, nudges))


def kept(told: ToldCount, brought: int, nudges: int) -> Markup:
    """The same without the file."""
    return say("Everything I keep about you: {kept}.", kept=_kept(told, brought, nudges))


def _kept(told: ToldCount, brought: int, nudges: int) -> str:
    parts = (
        things_told(told),
        plain("your chats"),
        plain("your settings"),
        plain("the roadmaps you brought") if brought else "",
        plain("the record of what I sent unasked") if nudges else "",
    )
    return listed(filter(None, parts))


def both(roadmap: Markup, everything: Markup) -> Markup:
    """The roadmap and everything, together."""
    return lines(roadmap, everything)


def not_written() -> Markup:
    """Said in place of a file that could not be made."""
    return say("The file didn't come out this time; try it once more in a minute.")


def not_saved(name: str, folder: str, alt: str) -> Markup:
    """Where a file was to be put on this machine; ``alt`` says what a picture shows."""
    why = say("I couldn't save {name}. Is {folder} a folder that I may write to?", name=name, folder=folder)
    return paragraphs(why, alt)
