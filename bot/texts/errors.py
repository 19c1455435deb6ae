"""Refusals and domain errors in a sentence each: what was not understood, and what to do instead."""

from functools import singledispatch

from markupsafe import Markup

from bot import errors
from bot.texts import blocked, domain_errors, group_order, group_refusals, said, welcome
from bot.texts.phrases import listed_markup, number, one_of, shortened
from bot.texts.platforms import at_platform, platform_name
from bot.texts.sentence import counted, plain, say
from roadmap import errors as domain
from roadmap.group.names import inert


def wordless() -> Markup:
    """A voice message, a sticker or a picture without a word."""
    return say(
        "I read only words so far. Tell me in a line, such as <code>studied 30 min of nlp</code>. A picture of what you did "
        "counts with <code>done nlp</code> or <code>certificate fast.ai</code> below it."
    )


def nobodys() -> Markup:
    """What was forwarded, or sent through another bot."""
    return say("That was forwarded, so I did nothing with it. Say it in your own words if you mean it.")


def database_gone() -> Markup:
    return say("My memory is out of reach just now, so nothing was stored. Please try again in a minute.")


def unmade() -> Markup:
    """Said with an answer of which a file or a picture could not be made any more."""
    return say("I was interrupted before I had made the file or the picture for this. Please ask for it once more.")


def said_before() -> Markup:
    """Said before an answer that is late: nobody knows whether it was seen, and what it tells of is stored once."""
    return say("Perhaps said before: the connection broke off while I was answering you.")


def not_yours() -> str:
    """A toast: plain text."""
    return plain("This button was shown to somebody else.")


def used_up() -> str:
    """A toast: plain text."""
    return plain("This button no longer works. Type the command instead.")


def pressed_already() -> str:
    """A toast: plain text."""
    return plain("You answered this already. It counted once.")


def words(error: errors.Refusal | domain.DomainError) -> Markup:
    """What a learner is told; nothing has been changed."""
    return _words(error)


def incident(number: str) -> Markup:
    """The apology for a bug."""
    return say(
        "Sorry, something broke on my side, and nothing was stored. Please try again; if it happens once more, tell "
        "whoever runs me: incident <code>{number}</code>.",
        number=number,
    )


def left_out(line: str) -> Markup:
    """A line of too many in a minute; it was not carried out."""
    if not line:
        return say("That's a lot at once, so I left this one out: tap it again in a minute.")
    return say(
        "That's a lot at once, so I left out <code>{line}</code>: send it again in a minute.", line=_on_one_line(line)
    )


def left_out_before(lines: tuple[str, ...], count: int) -> Markup:
    """Lines of too many in a minute that were left out without a word then."""
    named = [say("<code>{line}</code>", line=_on_one_line(line)) if line else say("a tap") for line in lines]
    more = count - len(lines)
    if more > 0:
        named.append(say(counted(more, "{count} more lines", one="{count} more line"), count=number(more)))
    return say("In the rush I left out {lines}. Send again what still holds.", lines=listed_markup(named))


def _on_one_line(line: str) -> str:
    return shortened(" ".join(line.split()))


@singledispatch
def _words(error: Exception) -> Markup:
    raise TypeError(type(error).__name__)


@_words.register
def _(error: errors.UnknownCommand) -> Markup:
    if error.choices:
        return say("I don't know “{said}”. Did you mean one of these?", said=shortened(error.said))
    if not error.said.strip("/"):
        return say("There is no command without a name. /help shows what I understand.")
    return say("I don't know “{said}”. /help shows what I understand.", said=shortened(error.said))


@_words.register
def _(error: errors.Unreadable) -> Markup:
    return say(
        counted(error.longest, "I can't read that: keep it to plain text of up to {longest} characters."),
        longest=number(error.longest),
    )


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


def _quoted(said: str) -> str:
    """Words that are asked about, which others may read as well: no client finds an address in them."""
    return inert(shortened(said))


@_words.register
def _(error: errors.Missing) -> Markup:
    if error.said and error.choices:
        return say("No topic is called “{said}”. Which one is it? /roadmap shows them all.", said=_quoted(error.said))
    if error.choices:
        return say("Which one?")
    if error.said:
        return say("No topic is called “{said}”; /roadmap shows them all.", said=_quoted(error.said))
    return say("There is a word missing. It goes like this: <code>{usage}</code>", usage=error.usage)


@_words.register
def _(error: errors.UnclearTopic) -> Markup:
    if error.weak:
        return say(
            "No topic is called “{said}”. Is it one of these? /roadmap shows them all.", said=_quoted(error.said)
        )
    return say("Which topic do you mean by “{said}”?", said=_quoted(error.said))


@_words.register
def _(error: errors.TopicElsewhere) -> Markup:
    return say(
        "“{said}” belongs to {there}; you're on <b>{here}</b> now. Switch first, then say it again.",
        said=shortened(error.said),
        there=listed_markup(say("<b>{roadmap}</b>", roadmap=shortened(one)) for one in error.there),
        here=shortened(error.here),
    )


@_words.register
def _(error: errors.NoPlace) -> Markup:
    return welcome.which_place(error.said) if error.choices else welcome.no_place(error.said, error.example)


@_words.register
def _(error: errors.NotADay) -> Markup:
    return said.no_day(error.said, error.year)


@_words.register
def _(error: errors.NotUnderstood) -> Markup:
    if not error.examples:
        return say("I don't understand “{said}”. /help shows how it goes.", said=shortened(error.said))
    return say(
        "I don't understand “{said}”. Try {examples}.",
        said=shortened(error.said),
        examples=one_of(say("<code>{example}</code>", example=example) for example in error.examples),
    )


@_words.register
def _(_error: errors.NotEnrolled) -> Markup:
    return say("You have no roadmap under way yet. /start shows it to you and takes one tap.")


@_words.register
def _(_error: errors.GroupOnly) -> Markup:
    return say("That one is for groups. Say it where your study group is.")


@_words.register
def _(_error: errors.NotAllowed) -> Markup:
    return say("That is for those who manage this group. Ask one of them.")


@_words.register
def _(_error: errors.RightsUnknown) -> Markup:
    return say("I can't find out just now whether you manage this group. Please try again in a minute.")


@_words.register
def _(_error: errors.NoGroupHere) -> Markup:
    return group_refusals.no_group_here()


@_words.register
def _(_error: errors.NotJoined) -> Markup:
    return group_refusals.not_joined()


@_words.register
def _(error: errors.Muted) -> Markup:
    return group_order.muted_here(error.until, error.zone, error.now)


@_words.register
def _(_error: errors.InNoGroup) -> Markup:
    return group_refusals.in_no_group()


@_words.register
def _(_error: errors.WhichGroup) -> Markup:
    return group_refusals.which_group()


@_words.register
def _(_error: errors.WhichToMove) -> Markup:
    return group_refusals.which_to_move()


@_words.register
def _(error: errors.NotAMember) -> Markup:
    if error.choices:
        return group_refusals.which_member()
    return group_refusals.not_a_member(shortened(error.said)) if error.said else group_refusals.not_here()


@_words.register
def _(_error: errors.NotFetched) -> Markup:
    return say("I couldn't get that file. Please send it once more.")


@_words.register
def _(error: errors.Locked) -> Markup:
    return say(
        counted(
            error.minutes,
            "After too many wrong codes /link is resting. It works again in {minutes} minutes; nothing else is "
            "affected.",
            one="After too many wrong codes /link is resting. It works again in {minutes} minute; nothing else is "
            "affected.",
        ),
        minutes=number(error.minutes),
    )


@_words.register
def _(_error: errors.OwnCode) -> Markup:
    return say("This is your own code from this very chat. Type it in the other chat, the one to be linked.")


@_words.register
def _(_error: errors.LinkedAlready) -> Markup:
    return say("These two chats are linked already. /settings shows them.")


@_words.register
def _(_error: errors.DeletionWaits) -> Markup:
    return say("A deletion is under way, so I link nothing until it is over. /forget shows it where it was asked for.")


@_words.register
def _(error: errors.OneEach) -> Markup:
    return say(
        "Both sides have an account {there} already, and I link only one from each place. To change it for another, "
        "say /unlink in the chat that is to leave.",
        there=at_platform(error.platform),
    )


@_words.register
def _(error: errors.NoAccountThere) -> Markup:
    return say(
        "I don't know you {there}. Nudges can go to {platforms}; /link adds another chat.",
        there=at_platform(error.platform),
        platforms=one_of(map(platform_name, error.own)),
    )


@_words.register
def _(_error: errors.Blocked) -> Markup:
    return blocked.blocked()


@_words.register
def _(_error: errors.PressedAlready) -> Markup:
    return say("You answered this already. It counted once.")


@_words.register
def _(_error: errors.Expired) -> Markup:
    return say("That button or code is used up. Type the command again for a fresh one.")


@_words.register
def _(error: domain.DomainError) -> Markup:
    return domain_errors.words(error)
