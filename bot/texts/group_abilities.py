"""What the bot lacks in a group: said where it begins, told to its keepers directly, and to who asked for help."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.platforms.packs import traits_of
from bot.send_errors import Ability
from bot.texts.phrases import lines, paragraphs
from bot.texts.sentence import plain, say

ABILITIES = {
    Ability.SEE: "see this chat",
    Ability.WRITE: "write",
    Ability.WRITE_IN_THREADS: "write in threads",
    Ability.WRITE_IN_CLOSED: "write in closed threads",
    Ability.PIN: "pin",
    Ability.OPEN_ROOMS: "open rooms",
    Ability.PLAN_EVENTS: "plan events",
}
"""What a right is for, where the platform has no name for it."""


def right(ability: Ability, platform: str) -> str:
    """What a platform's admins know the right by."""
    return traits_of(platform).rights.get(ability) or plain(ABILITIES[ability])


def lacking_here(lacking: Iterable[Ability], platform: str) -> Markup:
    """What the bot lacks where it is said, and what does not work without it."""
    return paragraphs(
        lines(
            say("🔑 What I lack here:"),
            *(_without(ability, right(ability, platform)) for ability in lacking),
        ),
        say("Once an admin grants it, the rest comes by itself."),
    )


def _without(ability: Ability, name: str) -> Markup:
    match ability:
        case Ability.PIN:
            return say("• “{right}”: the board isn't pinned, <code>/board</code> shows it.", right=name)
        case Ability.OPEN_ROOMS:
            return say("• “{right}”: no rooms for topics, all stays in this chat.", right=name)
        case Ability.WRITE_IN_CLOSED:
            return say("• “{right}”: in a closed thread there is no digest, no board and no question.", right=name)
    return say("• “{right}”: no digest, no board, no question for help comes.", right=name)


def lacking_there(title: str, ability: Ability, platform: str) -> Markup:
    """Told to a keeper of the group, once."""
    values = {"title": title, "right": right(ability, platform)}
    match ability:
        case Ability.PIN:
            return say(
                "🔑 In <b>{title}</b> I can't pin the board, for I lack the right to “{right}”. I keep trying, more rarely each "
                "time; meanwhile <code>/board</code> shows it.",
                **values,
            )
        case Ability.OPEN_ROOMS:
            return say(
                "🔑 In <b>{title}</b> I can't open a room for a topic, for I lack the right to “{right}”. I keep trying for "
                "a week; meanwhile all stays in the chat.",
                **values,
            )
        case Ability.WRITE_IN_CLOSED:
            return say(
                "🔑 The thread of <b>{title}</b> is closed, so I can't write there. Open it again, grant me the right to "
                "“{right}”, or say <code>/group here</code> where the group is to live. I keep trying for a week.",
                **values,
            )
    return say(
        "🔑 I can't write in <b>{title}</b>, for I lack the right to “{right}”. I keep trying for a week, and once an admin "
        "grants it all goes on by itself.",
        **values,
    )


def closed(title: str, ability: Ability | None, platform: str) -> Markup:
    """The last word to a keeper: the group is not tried any more. Without an ability its place is gone."""
    if ability is None:
        return say(
            "🌙 The chat of <b>{title}</b> is gone, so I rest there. Everybody keeps their own plan, and <code>/group "
            "start</code> in another chat begins anew.",
            title=title,
        )
    if ability is Ability.WRITE_IN_CLOSED:
        return say(
            "🌙 The thread of <b>{title}</b> was closed for a week, so I've stopped trying. Everybody keeps their own plan. "
            "Once it is open again, say <code>/group</code> there and all goes on; <code>/group here</code> elsewhere moves it.",
            title=title,
        )
    return say(
        "🌙 I couldn't write in <b>{title}</b> for a week, so I've stopped trying. Everybody keeps their own plan. Once I "
        "have the right to “{right}”, say <code>/group</code> there and all goes on.",
        title=title,
        right=right(ability, platform),
    )


def post_waits(title: str) -> Markup:
    """Behind an answer of which the group hears by a post, where it takes none just now."""
    return say("I can't write in <b>{title}</b> just now, so the group hears of that later.", title=title)


def question_kept(topic: str) -> Markup:
    """Said to who asks for help in a group that takes no posts just now."""
    return say(
        "🙋 I can't write here just now, so your question about <b>{topic}</b> waits. I keep trying for a week, and tell you "
        "directly how it goes.",
        topic=topic,
    )


def question_waits(topic: str, title: str) -> Markup:
    """Told to who asked, where it turned out that the question could not be posted."""
    return say(
        "🙋 I can't write in <b>{title}</b> just now, so your question about <b>{topic}</b> waits. I keep trying for a week, "
        "and tell you how it goes.",
        title=title,
        topic=topic,
    )


def question_asked(topic: str, title: str) -> Markup:
    """A question that had to wait was posted."""
    return say(
        "🙋 Your question about <b>{topic}</b> stands in <b>{title}</b> now. Got your answer? <code>/thanks</code> there "
        "settles it.",
        topic=topic,
        title=title,
    )


def question_in_vain(topic: str, title: str) -> Markup:
    """A question could not be posted, and is not tried any more."""
    return say(
        "🙋 I'm sorry: I couldn't ask <b>{title}</b> about <b>{topic}</b>, as I still can't write there. Better ask them "
        "yourself.",
        title=title,
        topic=topic,
    )


def question_taken_away(topic: str, title: str) -> Markup:
    """The post of a question was deleted, or its room was, so that it was closed."""
    return say(
        "🙋 The post with your question about <b>{topic}</b> in <b>{title}</b> is gone, so I've closed the question. Still "
        "stuck? <code>/helpme</code> there asks anew.",
        title=title,
        topic=topic,
    )
