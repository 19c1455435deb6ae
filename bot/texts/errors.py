"""Refusals and domain errors in a sentence each: what was not understood, and what to do instead."""

from functools import singledispatch

from markupsafe import Markup

from bot import errors
from bot.texts import group_refusals, importing, said, told
from bot.texts.phrases import at_platform, day, listed, platform_name, plural, short_day, shortened
from roadmap import errors as domain

WORDLESS = Markup("I read only words so far. Tell me in a line, such as <code>studied 30 min of nlp</code>.")
NOBODYS = Markup("That was forwarded, so I did nothing with it. Say it in your own words if you mean it.")
DATABASE_GONE = Markup("My memory is out of reach just now, so nothing was stored. Please try again in a minute.")
UNMADE = Markup("I was interrupted before I had made the file or the picture for this. Please ask for it once more.")
NOT_YOURS_TOAST = "This button was shown to somebody else."
EXPIRED_TOAST = "This button no longer works. Type the command instead."


def words(error: errors.Refusal | domain.DomainError) -> Markup:
    """What a learner is told; nothing has been changed."""
    return _words(error)


def incident(number: str) -> Markup:
    """The apology for a bug."""
    return Markup(
        "Sorry, something broke on my side, and nothing was stored. Please try again; "
        "if it happens once more, tell whoever runs me: incident <code>{}</code>."
    ).format(number)


def left_out(line: str) -> Markup:
    """A line of too many in a minute; it was not carried out."""
    if not line:
        return Markup("That's a lot at once, so I left this one out: tap it again in a minute.")
    return Markup("That's a lot at once, so I left out <code>{}</code>: send it again in a minute.").format(
        shortened(" ".join(line.split()))
    )


def left_out_before(lines: tuple[str, ...], count: int) -> Markup:
    """Lines of too many in a minute that were left out without a word then."""
    named = [
        str(Markup("<code>{}</code>").format(shortened(" ".join(line.split())))) if line else "a tap" for line in lines
    ]
    more = [plural(count - len(lines), "more line")] if count > len(lines) else []
    return Markup("In the rush I left out {}. Send again what still holds.").format(
        Markup(listed([*named, *more]))  # noqa: S704 - escaped above
    )


def _examples(examples: tuple[str, ...]) -> Markup:
    return Markup(listed([str(Markup("<code>{}</code>").format(example)) for example in examples], word="or"))  # noqa: S704 - escaped above


@singledispatch
def _words(error: Exception) -> Markup:
    raise TypeError(type(error).__name__)


@_words.register
def _(error: errors.UnknownCommand) -> Markup:
    if error.choices:
        return Markup("I don't know “{}”. Did you mean one of these?").format(shortened(error.said))
    if not error.said.strip("/"):
        return Markup("There is no command without a name. /help shows what I understand.")
    return Markup("I don't know “{}”. /help shows what I understand.").format(shortened(error.said))


@_words.register
def _(error: errors.Unreadable) -> Markup:
    return Markup("I can't read that: keep it to plain text of up to {:,} characters.").format(error.longest)


@_words.register
def _(error: errors.Asked) -> Markup:
    return said.unclear(error.reading)


@_words.register
def _(error: errors.NothingTold) -> Markup:
    return said.untold(error.reading)


@_words.register
def _(error: errors.NotPossible) -> Markup:
    return said.impossible(error.reading)


@_words.register
def _(error: errors.SmallTalk) -> Markup:
    return said.talk(error.talk)


@_words.register
def _(error: errors.TooMuch) -> Markup:
    return said.too_much(error.most)


@_words.register
def _(error: errors.Missing) -> Markup:
    if error.said and error.choices:
        return Markup("No topic is called “{}”. Which one is it? /roadmap shows them all.").format(
            shortened(error.said)
        )
    if error.choices:
        return Markup("Which one?")
    if error.said:
        return Markup("No topic is called “{}”; /roadmap shows them all.").format(shortened(error.said))
    return Markup("There is a word missing. It goes like this: <code>{}</code>").format(error.usage)


@_words.register
def _(error: errors.UnclearTopic) -> Markup:
    if error.weak:
        return Markup("No topic is called “{}”. Is it one of these? /roadmap shows them all.").format(
            shortened(error.said)
        )
    return Markup("Which topic do you mean by “{}”?").format(shortened(error.said))


@_words.register
def _(error: errors.NotADay) -> Markup:
    return said.no_day(error.said, error.year)


@_words.register
def _(error: errors.NotUnderstood) -> Markup:
    if not error.examples:
        return Markup("I don't understand “{}”. /help shows how it goes.").format(shortened(error.said))
    return Markup("I don't understand “{}”. Try {}.").format(shortened(error.said), _examples(error.examples))


@_words.register
def _(_error: errors.NotEnrolled) -> Markup:
    return Markup("You have no roadmap under way yet. /start shows it to you and takes one tap.")


@_words.register
def _(_error: errors.GroupOnly) -> Markup:
    return Markup("That one is for groups. Say it where your study group is.")


@_words.register
def _(_error: errors.NotAllowed) -> Markup:
    return Markup("That is for those who manage this group. Ask one of them.")


@_words.register
def _(_error: errors.NoGroupHere) -> Markup:
    return group_refusals.no_group_here()


@_words.register
def _(_error: errors.NotJoined) -> Markup:
    return group_refusals.not_joined()


@_words.register
def _(_error: errors.InNoGroup) -> Markup:
    return group_refusals.in_no_group()


@_words.register
def _(_error: errors.WhichGroup) -> Markup:
    return group_refusals.which_group()


@_words.register
def _(error: errors.NotAMember) -> Markup:
    return group_refusals.which_member() if error.choices else group_refusals.not_a_member(shortened(error.said))


@_words.register
def _(_error: errors.NotFetched) -> Markup:
    return Markup("I couldn't get that file. Please send it once more.")


@_words.register
def _(error: errors.Locked) -> Markup:
    return Markup(
        "After too many wrong codes /link is resting. It works again in {}; nothing else is affected."
    ).format(plural(error.minutes, "minute"))


@_words.register
def _(_error: errors.OwnCode) -> Markup:
    return Markup("This is your own code from this very chat. Type it in the other chat, the one to be linked.")


@_words.register
def _(_error: errors.LinkedAlready) -> Markup:
    return Markup("These two chats are linked already. /settings shows them.")


@_words.register
def _(_error: errors.DeletionWaits) -> Markup:
    return Markup(
        "A deletion is under way, so I link nothing until it is over. /forget shows it where it was asked for."
    )


@_words.register
def _(error: errors.OneEach) -> Markup:
    return Markup(
        "Both sides have an account {} already, and I link only one from each place. To change it for another, say "
        "/unlink in the chat that is to leave."
    ).format(at_platform(error.platform))


@_words.register
def _(error: errors.NoAccountThere) -> Markup:
    return Markup("I don't know you {}. Nudges can go to {}; /link adds another chat.").format(
        at_platform(error.platform), listed(map(platform_name, error.own), word="or")
    )


@_words.register
def _(_error: errors.Expired) -> Markup:
    return Markup("That button or code is used up. Type the command again for a fresh one.")


@_words.register
def _(error: domain.RoadmapFaults) -> Markup:
    return importing.refused(error)


@_words.register
def _(error: domain.DayInFuture) -> Markup:
    return Markup("{} is still to come. Tell me once it has happened.").format(day(error.day, error.today))


@_words.register
def _(error: domain.CompletedBeforeBegun) -> Markup:
    return Markup(
        "You began {title} on {begun}, so it can't have been completed on {completed}. If it was begun earlier, say "
        "<code>/begin {title} {first}</code> first."
    ).format(
        title=error.title,
        begun=day(error.begun, error.begun),
        completed=day(error.completed, error.begun),
        first=short_day(error.completed, error.begun),
    )


@_words.register
def _(_error: domain.NothingToUndo) -> Markup:
    return Markup("There is nothing left to take back.")


@_words.register
def _(_error: domain.NothingToCorrect) -> Markup:
    return told.nothing_to_correct()


@_words.register
def _(_error: domain.AlreadyUndone) -> Markup:
    return Markup("That was taken back already, or never said.")
