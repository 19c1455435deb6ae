"""What is said of accounts that are linked and parted: one learner on several platforms."""

from markupsafe import Markup

from bot.texts.glued import at_platform, day, lines, listed, named, paragraphs, platform_name, plural
from bot.texts.names import shown
from roadmap.model import Status
from roadmap.plan import Plan


def offered(code: str, minutes: int) -> Markup:
    """A fresh code, and what to do with it."""
    return paragraphs(
        Markup("🔗 In your other chat with me, say <code>/link {}</code>").format(code),
        Markup(
            "The code works once, for {}. There I show what the two have told me, and ask before anything is joined. "
            "Give it to nobody: whoever uses it shares everything I keep about you."
        ).format(plural(minutes, "minute")),
    )


def wrong(left: int) -> Markup:
    """A code that opens nothing; ``left`` more tries."""
    if left == 0:
        return Markup("That was one wrong code too many, so /link rests for an hour. Nothing else is affected.")
    return Markup(
        "That code opens nothing: mistyped, used up, or older than ten minutes. /link in the other chat shows a fresh one. "
        "({} left.)"
    ).format("1 try" if left == 1 else f"{left} tries")


def question(name: str, platform: str) -> Markup:
    return Markup("🔗 This code is from <b>{}</b> {}. Is that you, and shall I link that chat with this one?").format(
        shown(name), at_platform(platform)
    )


def together(plan: Plan, *, twice: int, others: tuple[str, ...]) -> Markup:
    """What both sides amount to; ``twice`` facts were told on both, ``others`` are roadmaps that will not be under way."""
    done = [topic.title for topic in plan.with_status(Status.COMPLETED)]
    going_on = [topic.title for topic in plan.with_status(Status.GOING_ON)]
    return lines(
        Markup("Together: <b>{}</b> from {}.").format(plan.roadmap.title, day(plan.progress.first_day, plan.today)),
        Markup("Completed: {}").format(named(done) if done else "nothing yet"),
        Markup("Going on: {}").format(named(going_on)) if going_on else None,
        _told_twice(twice) if twice else None,
        Markup("What was told of {} is kept, but not under way.").format(listed(others)) if others else None,
    )


def _told_twice(facts: int) -> Markup:
    if facts == 1:
        return Markup("One fact was told on both sides; it counts once.")
    return Markup("{} were told on both sides; each counts once.").format(plural(facts, "fact"))


def settings_from(platform: str | None, settings: tuple[Markup, ...]) -> Markup:
    """Whose settings hold; None: those of this chat."""
    whose = f"from {platform_name(platform)}" if platform else "from here"
    return lines(Markup("The settings are those {}:").format(whose), *settings)


def zone(key: str) -> Markup:
    return Markup("Time zone: {}").format(key)


def nothing_lost() -> Markup:
    return Markup("Every fact stays with the chat that told it, so /unlink parts the two again.")


def linked(platforms: tuple[str, ...]) -> Markup:
    return Markup("🔗 Linked: {}. What you tell me in one, I know in the other.").format(
        listed(map(platform_name, platforms))
    )


def left_as_it_was() -> Markup:
    return Markup("Left as it was. Nothing is joined.")


def not_linked() -> Markup:
    return Markup("This chat is not linked with another one. /link does that.")


def part_preview(platform: str, others: tuple[str, ...], *, own: int, theirs: int) -> Markup:
    """What /unlink would do, before it is done; ``own`` facts were told here, ``theirs`` in the other chats."""
    rest = listed(map(platform_name, others))
    return paragraphs(
        Markup("✂ This parts your chat {} from {}.").format(at_platform(platform), rest),
        lines(
            Markup("It takes along the {} told here.").format(plural(own, "fact"))
            if own
            else Markup("No fact was told here, so it takes none along."),
            Markup("{} with {}.").format("1 fact stays" if theirs == 1 else f"{plural(theirs, 'fact')} stay", rest)
            if theirs
            else None,
            Markup("Your settings go with both. /link joins them again, and nothing is lost."),
        ),
    )


def parted(platform: str, others: tuple[str, ...]) -> Markup:
    return Markup("✂ Parted: {} and {} go their own ways now. /link joins them again.").format(
        platform_name(platform), listed(map(platform_name, others))
    )


def accounts(platforms: tuple[str, ...], here: str) -> Markup:
    """The linked chats, in a line of the settings."""
    return Markup("Linked: {}").format(
        listed(f"{platform_name(one)} (here)" if one == here else platform_name(one) for one in platforms)
    )


def nudges_go(to: str, chosen: str | None) -> Markup:
    """Where nudges go, and why there."""
    if chosen is None:
        return Markup("Nudges go to: {}, where you spoke last").format(platform_name(to))
    if chosen != to:
        return Markup("Nudges go to: {}, since I can't reach you {}").format(platform_name(to), at_platform(chosen))
    return Markup("Nudges go to: {}").format(platform_name(to))


def nudges_go_nowhere() -> Markup:
    return Markup("Nudges go nowhere: none of your chats can be reached.")
