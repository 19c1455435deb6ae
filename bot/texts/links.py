"""What is said of accounts that are linked and parted: one learner on several platforms."""

from markupsafe import Markup

from bot.texts.names import shown
from bot.texts.phrases import day, lines, listed, named, number, paragraphs
from bot.texts.platforms import at_platform, platform_name
from bot.texts.sentence import counted, plain, say
from bot.texts.stages import told_apart
from roadmap.model import Status
from roadmap.plan import Plan


def offered(code: str, minutes: int) -> Markup:
    """A fresh code, and what to do with it."""
    return paragraphs(
        say("🔗 In your other chat with me, say <code>/link {code}</code>", code=code),
        say(
            counted(
                minutes,
                "The code works once, for {minutes} minutes. There I show what the two have told me, and ask before "
                "anything is joined. Give it to nobody: whoever uses it shares everything I keep about you.",
            ),
            minutes=number(minutes),
        ),
    )


def wrong(left: int) -> Markup:
    """A code that opens nothing; ``left`` more tries."""
    if left == 0:
        return say("That was one wrong code too many, so /link rests for an hour. Nothing else is affected.")
    return say(
        counted(
            left,
            "That code opens nothing: mistyped, used up, or older than ten minutes. /link in the other chat shows a "
            "fresh one. ({left} tries left.)",
            one="That code opens nothing: mistyped, used up, or older than ten minutes. /link in the other chat shows "
            "a fresh one. ({left} try left.)",
        ),
        left=number(left),
    )


def question(name: str, platform: str) -> Markup:
    return say(
        "🔗 This code is from <b>{name}</b> {there}. Is that you, and shall I link that chat with this one?",
        name=shown(name),
        there=at_platform(platform),
    )


def together(plan: Plan, *, certificates: tuple[str, ...], twice: int, others: tuple[str, ...]) -> Markup:
    """What both sides amount to, with the names of the ``certificates`` earned; ``twice`` facts were told on both, ``others`` are
    roadmaps that will not be under way."""
    done = [told_apart(plan.roadmap, topic) for topic in plan.with_status(Status.COMPLETED)]
    going_on = [told_apart(plan.roadmap, topic) for topic in plan.with_status(Status.GOING_ON)]
    return lines(
        say(
            "Together: <b>{roadmap}</b> from {day}.",
            roadmap=plan.roadmap.title,
            day=day(plan.progress.first_day, plan.today),
        ),
        say("Completed: {topics}", topics=named(done)) if done else say("Completed: nothing yet"),
        say("Going on: {topics}", topics=named(going_on)) if going_on else None,
        say("Certificates: {names}", names=named(certificates)) if certificates else None,
        _told_twice(twice) if twice else None,
        say("What was told of {roadmaps} is kept, but not under way.", roadmaps=listed(others)) if others else None,
    )


def _told_twice(facts: int) -> Markup:
    return say(
        counted(
            facts,
            "{facts} things were told on both sides; each counts once.",
            one="One thing was told on both sides; it counts once.",
        ),
        facts=number(facts),
    )


def settings_from(platform: str | None, settings: tuple[Markup, ...]) -> Markup:
    """Whose settings hold; None: those of this chat."""
    head = (
        say("The settings are those from {platform}:", platform=platform_name(platform))
        if platform
        else say("The settings are those from here:")
    )
    return lines(head, *settings)


def zone(key: str) -> Markup:
    return say("Time zone: {zone}", zone=key)


def nothing_lost() -> Markup:
    return say("Every fact stays with the chat that told it, so /unlink parts the two again.")


def linked(platforms: tuple[str, ...]) -> Markup:
    return say(
        "🔗 Linked: {platforms}. What you tell me in one, I know in the other.",
        platforms=listed(map(platform_name, platforms)),
    )


def left_as_it_was() -> Markup:
    return say("Left as it was. Nothing is joined.")


def not_linked() -> Markup:
    return say("This chat is not linked with another one. /link does that.")


def part_preview(platform: str, others: tuple[str, ...], *, own: int, theirs: int) -> Markup:
    """What /unlink would do, before it is done; ``own`` things were told here, ``theirs`` in the other chats."""
    rest = listed(map(platform_name, others))
    return paragraphs(
        say("✂ This parts your chat {there} from {rest}.", there=at_platform(platform), rest=rest),
        lines(
            _takes_along(own),
            _stays(theirs, rest),
            say("Your settings go with both. /link joins them again, and nothing is lost."),
        ),
    )


def _takes_along(facts: int) -> Markup:
    if not facts:
        return say("Nothing was told here, so it takes nothing along.")
    return say(
        counted(
            facts, "It takes along the {facts} things you told me here.", one="It takes along the one thing told here."
        ),
        facts=number(facts),
    )


def _stays(facts: int, rest: str) -> Markup | None:
    if not facts:
        return None
    return say(
        counted(facts, "{facts} things you told me stay with {rest}.", one="One thing you told me stays with {rest}."),
        facts=number(facts),
        rest=rest,
    )


def parted(platform: str, others: tuple[str, ...]) -> Markup:
    return say(
        "✂ Parted: {platform} and {others} go their own ways now. /link joins them again.",
        platform=platform_name(platform),
        others=listed(map(platform_name, others)),
    )


def accounts(platforms: tuple[str, ...], here: str) -> Markup:
    """The linked chats, in a line of the settings."""
    return say(
        "Linked: {platforms}",
        platforms=listed(
            plain("{platform} (here)", platform=platform_name(one)) if one == here else platform_name(one)
            for one in platforms
        ),
    )


def nudges_go(to: str, chosen: str | None) -> Markup:
    """Where nudges go, and why there."""
    if chosen is None:
        return say("Nudges go to: {platform}, where you spoke last", platform=platform_name(to))
    if chosen != to:
        return say(
            "Nudges go to: {platform}, since I can't reach you {there}",
            platform=platform_name(to),
            there=at_platform(chosen),
        )
    return say("Nudges go to: {platform}", platform=platform_name(to))


def nudges_go_nowhere() -> Markup:
    return say("Nudges go nowhere: none of your chats can be reached.")
