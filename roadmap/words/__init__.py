"""The words by which people tell of their studies, as tables: one file a language, one form for all of them.

Every phrase is lower case, without accents and with single blanks. Where it has an apostrophe it is known without as
well, but for what ``Words.only_with_apostrophe`` names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verb(StrEnum):
    """What a learner tells of a topic, or of themselves."""

    DONE = "done"
    BEGIN = "begin"
    STUDY = "study"
    SKIP = "skip"
    REOPEN = "reopen"
    PAUSE = "pause"
    RESUME = "resume"


class Mood(StrEnum):
    """Why a line that names a deed tells of none."""

    NEGATION = "negation"
    QUESTION = "question"
    INTENTION = "intention"
    CONDITION = "condition"
    OTHERS = "others"
    QUOTATION = "quotation"
    FOR_NOW = "for now"


class Chitchat(StrEnum):
    """What a whole line may be beside telling something: the asking for a view, or small talk."""

    STATUS = "status"
    TODAY = "today"
    DID = "did it"
    KNEW = "knew it"
    HALF = "half knew it"
    GONE = "gone"
    STEPS = "steps"
    WHY = "why"
    REPLAN = "replan"
    FORECAST = "forecast"
    PLAN = "plan"
    ROADMAP = "roadmap"
    STREAK = "streak"
    PORTFOLIO = "portfolio"
    LOG = "log"
    SETTINGS = "settings"
    NUDGES = "nudges"
    HELP = "help"
    UNDO = "undo"
    UNDO_LIST = "undo list"
    STOP = "stop"
    GREETING = "greeting"
    THANKS = "thanks"
    FINE = "fine"
    YES = "yes"
    NO = "no"
    HARD = "hard"


class Unit(StrEnum):
    """What a number counts."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    FORTNIGHTS = "fortnights"
    MONTHS = "months"
    YEARS = "years"


class Side(StrEnum):
    """On which side of a day something lies, or how long it lasts."""

    SINCE = "since"
    FROM = "from"
    UNTIL = "until"
    THROUGH = "through"
    FOR = "for"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class DayWords:
    """``near`` are days by their distance from today, ``parts`` of a day may follow one, those ``alone`` stand for today's. ``earlier`` parts with "this"
    in front are today's, ``last`` ones yesterday's. ``vague`` are phrases that several days may be meant by, as their
    distances from today, the likeliest first; ``of_week`` may stand between a weekday and its week; ``of_month`` are those
    before a month that leave the day open, ``whole_month`` of a pause all of its days. ``shy`` are names of weekdays that are
    words as well."""

    near: Mapping[str, int]
    weekdays: Mapping[str, int]
    shy: frozenset[str]
    months: Mapping[str, int]
    parts: tuple[str, ...]
    alone: tuple[str, ...]
    this: tuple[str, ...]
    last: tuple[str, ...]
    next: tuple[str, ...]
    last_night: tuple[str, ...]
    tonight: tuple[str, ...]
    now: tuple[str, ...]
    vague: Mapping[str, tuple[int, ...]]
    last_week: tuple[str, ...]
    this_week: tuple[str, ...]
    next_week: tuple[str, ...]
    of_week: tuple[str, ...]
    last_weekend: tuple[str, ...]
    of_month: tuple[str, ...]
    whole_month: tuple[str, ...]
    ago: tuple[str, ...]
    ahead: tuple[str, ...]
    from_now: tuple[str, ...]
    the: tuple[str, ...]
    of: tuple[str, ...]
    ordinal: str


@dataclass(frozen=True, slots=True)
class AmountWords:
    """Numbers and units in words; behind one of the ``tens`` a smaller number may follow. ``spelled`` are whole lengths, in
    minutes. ``about`` may stand before a length, and ``or_so`` behind one. ``ranging`` part the ends of a range, as
    ``and_`` does where one of ``between`` stands before it; ``times`` stand between two numbers that are multiplied."""

    units: Mapping[str, Unit]
    numbers: Mapping[str, int]
    tens: Mapping[str, int]
    about: tuple[str, ...]
    or_so: tuple[str, ...]
    spelled: Mapping[str, int]
    and_a_half: tuple[str, ...]
    ranging: tuple[str, ...]
    between: tuple[str, ...]
    and_: tuple[str, ...]
    times: tuple[str, ...]
    twice: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ClockWords:
    """Times of day by name, what may stand before one, and the two halves of a day; and, behind the days one studies on, how a
    week of a duration is meant: ``weeks_stay`` is one of those days alone, ``weeks_stretch`` is all seven."""

    names: Mapping[str, tuple[int, int]]
    at: tuple[str, ...]
    every: tuple[str, ...]
    morning: tuple[str, ...]
    afternoon: tuple[str, ...]
    oclock: tuple[str, ...]
    off: frozenset[str]
    everyday: Mapping[str, int]
    to: tuple[str, ...]
    weeks_stay: tuple[str, ...]
    weeks_stretch: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditWords:
    """How a roadmap is edited. The verbs stand first; ``of_length`` may stand behind one of ``length`` or by themselves, and
    ``takes`` between a topic and its length. ``newly`` may stand before the title of a topic to add, ``new_step`` before that
    of a step. ``to`` stands before a new title, ``after`` and ``before`` before the topic that something stands beside,
    ``into`` before a ``stage``, which is what parts of a roadmap are called, or before a ``place``, which is a number;
    ``first``, ``last``, ``up`` and ``down`` are places by themselves. ``no_length`` is what a topic has of which nothing is
    said. ``split`` makes so many steps of a topic. ``step`` says that a part of a topic is meant, ``of_topic`` of which one. ``around`` is polite."""

    rename: tuple[str, ...]
    move: tuple[str, ...]
    length: tuple[str, ...]
    of_length: tuple[str, ...]
    takes: tuple[str, ...]
    add: tuple[str, ...]
    newly: tuple[str, ...]
    remove: tuple[str, ...]
    to: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    into: tuple[str, ...]
    stage: tuple[str, ...]
    place: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    no_length: tuple[str, ...]
    split: tuple[str, ...]
    step: tuple[str, ...]
    new_step: tuple[str, ...]
    of_topic: tuple[str, ...]
    around: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertificateWords:
    """How a certificate is told of. ``nouns`` are what one is called, one of which a line has that tells of it; ``several`` asks for all of
    them. ``planned``, ``under_way``, ``earned`` and ``dropped`` stand in front of its name, or behind ``is``; ``of`` between a
    noun and the name, ``some`` before a noun that means several, ``before`` in front of all. ``files`` end the name of a file, which no platform but its own can open."""

    nouns: tuple[str, ...]
    several: tuple[str, ...]
    planned: tuple[str, ...]
    under_way: tuple[str, ...]
    earned: tuple[str, ...]
    dropped: tuple[str, ...]
    is_: tuple[str, ...]
    of: tuple[str, ...]
    articles: tuple[str, ...]
    some: tuple[str, ...]
    before: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudyTimeWords:
    """How times of study are said. ``weekdays`` are those of neighbouring languages too; with one of the endings ``plurals`` one
    comes again, and so does what stands behind ``every``. ``days`` are several of them, as bits; ``parts`` of
    a day stand for a time, which says which half of the day an hour is of. ``units`` are of a length, in minutes,
    ``lengths`` whole ones. ``joints`` and ``fillers`` say nothing. ``introducing`` may begin a line that is about them alone, and ``reminding`` one that leaves the days or the time to be asked for. ``answers`` are
    bare words to whether a time is still a good one: yes, keep, change or off. ``off``, ``on``
    and ``always`` are whole lines; ``drop`` stands before days, or ``dropped`` behind them, ``skip`` before one to leave out once, ``once`` before its day, ``only``
    before all there are to be, as ``only_free`` begins a whole line; ``change`` stands before what is to move, which ``it`` may be, ``to`` before where,
    and ``instead`` behind; ``later`` puts one off, as ``put_off`` does until what stands behind; ``ahead`` stands before how long. ``of_times`` say
    something of times and days that is not read, and name no topic by themselves."""

    weekdays: Mapping[str, int]
    plurals: tuple[str, ...]
    days: Mapping[str, int]
    every: tuple[str, ...]
    parts: Mapping[str, tuple[int, int]]
    units: Mapping[str, int]
    lengths: Mapping[str, int]
    oclock: tuple[str, ...]
    joints: tuple[str, ...]
    fillers: tuple[str, ...]
    introducing: tuple[str, ...]
    reminding: tuple[str, ...]
    answers: Mapping[str, str]
    off: frozenset[str]
    on: frozenset[str]
    always: frozenset[str]
    unless_studied: frozenset[str]
    drop: tuple[str, ...]
    dropped: tuple[str, ...]
    skip: tuple[str, ...]
    once: tuple[str, ...]
    today: Mapping[str, int]
    only: tuple[str, ...]
    only_free: tuple[str, ...]
    change: tuple[str, ...]
    it: tuple[str, ...]
    to: tuple[str, ...]
    instead: tuple[str, ...]
    later: tuple[str, ...]
    put_off: tuple[str, ...]
    ahead: tuple[str, ...]
    of_times: frozenset[str]


@dataclass(frozen=True, slots=True)
class FocusWords:
    """How a focus is begun and stopped. ``starting`` are patterns of whole lines, which name the ``length`` and the ``rest``, where they
    say them; ``called`` are words of theirs that a topic may be called by as well. ``open_end`` stand where a length would, ``alone`` behind
    all else: one that no group joins;
    ``stop`` are whole lines by which it ends, and ``stop_bare`` those that mean it only while one is on. ``whole`` and ``none`` answer
    how much of it was study."""

    starting: tuple[str, ...]
    called: frozenset[str]
    open_end: tuple[str, ...]
    alone: tuple[str, ...]
    stop: frozenset[str]
    stop_bare: frozenset[str]
    whole: frozenset[str]
    none: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """What means something by itself only below a message that it replies to, each a whole line: ``agreeing`` says yes to its one
    question, a study time is let ``passing``,
    somebody is ``helping``, a question is ``settled``. ``signs`` set on it say that what it asked for was done; they have no tone of skin, and no selector
    behind them."""

    agreeing: frozenset[str]
    passing: frozenset[str]
    helping: frozenset[str]
    settled: frozenset[str]
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of one language.

    ``verbs`` tell a deed; those of ``illness`` tell of days that have begun, those with
    ``day_off`` of one day. ``faint`` ones may tell one or not, and ``lengthy`` ones tell of study only with a length:
    both are asked about else, and those of them that ``hardly`` do unless a topic is named. ``taking`` ones have a length right
    behind them, that of what was done, which ``to_finish`` may lead to. ``fillers`` say nothing; ``before_topic`` and ``before_day`` are prepositions that say
    nothing there. ``labels`` may stand before the number of a topic, ``wholly`` before the name of one, or of a stage, that is meant as a
    whole, ``everything`` before that of a stage alone; ``stages`` stand before or behind the name of one, ``before_stage``
    are what else may stand there; ``introducing`` before a link. ``moods`` are phrases by which nothing has been told; ``dating`` are those of
    them that behind a deed only say when it was. ``asking`` begin a question, and so does a word
    ``asking_after`` before one of ``selves``, but for a verb before one of its ``objects``. ``parts`` are what topics consist of, ``shares`` of one.
    ``ranks`` are the ordinals that stand for a number, ``following`` ones for what comes next, ``every`` stands before what is meant as a whole; of the ``countable`` parts each may
    be a step of a topic by its number alone, and ``any_part`` is what every step may be called, and ``final`` ones count from
    the end. ``excepting`` stands between a whole, such as ``whole_of_it``, and the parts that are left out of it, ``leading_range`` before a
    range of parts; ``opening`` with ``again`` behind it opens something again; ``missing`` stands behind
    what is still to be done; ``remainder`` is what is left, and ``rest`` says it beyond doubt. ``talk`` are whole lines, ``asked`` patterns of
    whole lines, both without what may stand ``around`` them, as are ``goals``, of study ``days`` a week; ``declining`` are those by which a question stays without an answer. ``partly`` are fillers by which not all of a topic is meant. ``belonging`` tie a day to the words before them. ``within`` stand between two topics of which one is
    in the other, ``alternatives`` between those of which one is meant. ``corrections`` begin a line that corrects the one before;
    those that consist of ``asides`` may say nothing. ``contrasting`` words deny one thing of two, ``opposing`` ones
    stand before the other, ``adding`` ones say that
    something is to come on top. ``pronouns`` stand for a topic that was named.
    ``knowing`` begin a line that says what somebody knows, ``known_behind`` may stand at the end of it;
    ``known_nothing`` are whole lines that say it is nothing. ``choosing`` stand before the name of what somebody chooses to go through,
    the longest first, and ``chosen_behind`` behind it. ``spare_time`` are patterns of whole lines that say how long, their ``length``,
    somebody has just now.
    ``never_mended`` are words that only look like one of the tables.
    """

    verbs: Mapping[str, Verb]
    faint: Mapping[str, Verb]
    illness: frozenset[str]
    day_off: tuple[str, ...]
    lengthy: frozenset[str]
    taking: frozenset[str]
    to_finish: frozenset[str]
    hardly: frozenset[str]
    fillers: frozenset[str]
    joints: frozenset[str]
    before_topic: frozenset[str]
    before_day: frozenset[str]
    sides: Mapping[str, Side]
    labels: frozenset[str]
    wholly: frozenset[str]
    everything: frozenset[str]
    stages: frozenset[str]
    before_stage: frozenset[str]
    introducing: frozenset[str]
    moods: Mapping[str, Mood]
    dating: frozenset[str]
    asking: frozenset[str]
    asking_after: frozenset[str]
    selves: frozenset[str]
    objects: frozenset[str]
    parts: frozenset[str]
    shares: frozenset[str]
    ordinals: frozenset[str]
    ranks: Mapping[str, int]
    following: frozenset[str]
    every: frozenset[str]
    countable: frozenset[str]
    any_part: frozenset[str]
    excepting: frozenset[str]
    whole_of_it: frozenset[str]
    leading_range: frozenset[str]
    opening: frozenset[str]
    again: frozenset[str]
    final: frozenset[str]
    one: frozenset[str]
    up_to: frozenset[str]
    missing: frozenset[str]
    remainder: frozenset[str]
    rest: frozenset[str]
    another: frozenset[str]
    talk: Mapping[str, Chitchat]
    asked: tuple[tuple[str, Chitchat], ...]
    goals: tuple[str, ...]
    around: frozenset[str]
    declining: frozenset[str]
    partly: frozenset[str]
    within: frozenset[str]
    belonging: frozenset[str]
    alternatives: frozenset[str]
    corrections: frozenset[str]
    asides: frozenset[str]
    opposing: frozenset[str]
    contrasting: frozenset[str]
    adding: frozenset[str]
    pronouns: frozenset[str]
    back_from: frozenset[str]
    study_noun: frozenset[str]
    knowing: tuple[str, ...]
    known_behind: tuple[str, ...]
    known_nothing: frozenset[str]
    days: DayWords
    amounts: AmountWords
    clock: ClockWords
    edits: EditWords
    certificates: CertificateWords
    study_times: StudyTimeWords
    focus: FocusWords
    replies: ReplyWords
    choosing: tuple[str, ...]
    chosen_behind: tuple[str, ...]
    spare_time: tuple[str, ...]
    only_with_apostrophe: frozenset[str] = field(default=frozenset())
    never_mended: frozenset[str] = field(default=frozenset())
