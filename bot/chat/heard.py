"""What was heard, resolved once at the door: nobody behind it looks at the first word of a line again."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.command import Command
from bot.chat.documents import IMPORT
from bot.chat.exhibit import Exhibit
from bot.chat.form import Answer, arguments_of, line_of
from bot.chat.people import Meant
from bot.chat.platform import Admitted, Called, File, Place, Reacted, Speaker, Spoken, Voice
from bot.chat.request import Commands
from bot.said.lexicon import LEXICON
from bot.said.replies import bare

PASTED = "pasted text"


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was said to the bot: what others say to each other is never one.

    ``words`` are still to be read: a line, or what leads to it. ``said`` is all of it as somebody would type it, empty for a
    button that only points to its line; ``command`` is the one of ours that stands in front of that, if one does. ``file``
    is what came along, or was pasted below a command that takes a document, ``exhibit`` a picture or PDF to be shown as evidence.
    ``said_at`` is when the words were said, where that was before.
    ``answers`` are those of a form that was sent. ``replies_to`` is the id of the bot's message that it is about, where one was
    named, and ``replied`` what that reads, where that is told. ``is_caption`` says that it stands below something that was sent and is no exhibit.
    """

    speaker: Speaker
    place: Place
    at: datetime
    words: str | Admitted | Called | Reacted
    said: str
    command: Command | None
    file: File | None = None
    voice: Voice = Voice.OWN
    exhibit: Exhibit | None = None
    said_at: datetime | None = None
    people: tuple[Meant, ...] = ()
    answers: tuple[Answer, ...] = ()
    replies_to: str | None = None
    is_caption: bool = False
    replied: str = ""

    @property
    def may_mean_file(self) -> bool:
        """Whether the file that came along is what is meant, where the words tell nothing."""
        return self.is_caption and self.file is not None and not self.said.lstrip().startswith("/")

    @property
    def press(self) -> Admitted | None:
        """The press that it is, if it is one."""
        return self.words if isinstance(self.words, Admitted) else None

    @property
    def document(self) -> File | None:
        """The file, where it came for a command that takes one."""
        return self.file if self.command and self.command.takes_document else None


def line_heard(spoken: Spoken, commands: Commands) -> Heard | None:
    """A typed line. None for what is said among others, to them: there a line with a slash and a command of ours is said to
    the bot, and what mentions it."""
    command, line, file = _in_front(spoken.line, commands), spoken.line, spoken.file
    is_ours = spoken.voice is Voice.OWN and command is not None and line.lstrip().startswith("/")
    if not (spoken.place.direct or spoken.voice in {Voice.TO_US, Voice.IN_REPLY} or is_ours):
        return None
    if command and command.takes_document and not file:
        line, file = _parted(line)
    return Heard(
        spoken.speaker,
        spoken.place,
        spoken.at,
        line,
        spoken.line,
        command,
        file,
        spoken.voice,
        spoken.exhibit,
        people=spoken.people,
        replies_to=spoken.replies_to,
        is_caption=spoken.is_caption,
        replied=spoken.replied,
    )


def file_heard(heard: Heard, commands: Commands) -> Heard:
    """The same, where it is the file that was meant, which is there to be imported."""
    command = _in_front(IMPORT, commands)
    return replace(heard, words=IMPORT, said=IMPORT, command=command, is_caption=False)


def sign_heard(reacted: Reacted) -> Heard | None:
    """A sign that says that something was done. None for any other, and among others, where it is said to them."""
    said = next((sign for sign in reacted.signs if bare(sign) in LEXICON.words.replies.signs), None)
    if said is None or not reacted.place.direct:
        return None
    return Heard(reacted.speaker, reacted.place, reacted.at, reacted, said, command=None, replies_to=reacted.replies_to)


def press_heard(press: Admitted, commands: Commands) -> Heard:
    """A press, which types its button's line; one that sends a form adds what was answered."""
    by = press.pressed
    said = " ".join([press.line, *(answer.text for answer in by.answers)])
    return Heard(by.speaker, by.place, by.at, press, said, _in_front(press.line, commands), answers=by.answers)


def form_heard(called: Called, commands: Commands) -> Heard:
    """A platform's own form. One that has a sub-word in the text of its option, as old forms do, is read as a line."""
    named, options = commands.get(called.name), " ".join(called.options.values())
    said = f"/{called.name} {options}".rstrip()
    is_line = named is not None and named.grammar.text and named.behind(options) != (named, options)
    command = named if named and not is_line else _in_front(said, commands)
    return Heard(called.speaker, called.place, called.at, said if is_line else called, said, command, called.file)


def filled_in(heard: Heard, commands: Commands) -> Heard:
    """A form that was sent, once it is known what its line is: a call where its answers are arguments, else that line with
    them."""
    press = heard.words
    if not (heard.answers and isinstance(press, Admitted)):
        return heard
    command = _in_front(press.line, commands)
    if command and (options := arguments_of(heard.answers)):
        called = Called(heard.speaker, heard.place, command.name, heard.at, options)
        return replace(heard, words=called, command=command)
    return replace(heard, words=replace(press, line=line_of(press.line, heard.answers)), command=command)


def _in_front(said: str, commands: Commands) -> Command | None:
    """The command in front, and behind it the one that its sub-word leads to."""
    name, *rest = said.split(maxsplit=1) or [""]
    command = commands.get(name.removeprefix("/").casefold())
    return command.behind(rest[0])[0] if command and rest else command


def _parted(line: str) -> tuple[str, File | None]:
    """The line, and text pasted below it as if it had been sent as a file."""
    first, is_parted, pasted = line.strip().partition("\n")
    if not is_parted:
        return line, None
    content = pasted.encode()

    async def fetch() -> bytes:
        return content

    return first, File(PASTED, len(content), fetch)
