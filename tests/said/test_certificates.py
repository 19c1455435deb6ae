"""What learners say of certificates: which one is meant, and how they stand with it."""

from datetime import UTC, date, datetime

import pytest

from bot.chat.library import default_roadmap
from bot.said.certificates import beside_deeds, is_about, meant, names_one, read_certificate, tells_of_certificate
from bot.said.certifications import as_own, found, nearest, reference, topic_in
from bot.said.lexicon import LEXICON
from bot.said.world import World
from roadmap.certifications import Named
from roadmap.model import Certification, Roadmap, Topic
from roadmap.proofs import Held, Proofs

ROADMAP = default_roadmap()
WORLD = World(datetime(2027, 3, 4, 9, tzinfo=UTC), ROADMAP, LEXICON)
WORDS = LEXICON.words.certificates


def names(said: str, roadmap: Roadmap = ROADMAP) -> list[str]:
    return [one.name for one in found(said, roadmap, Proofs(), WORDS)]


@pytest.mark.parametrize(
    ("line", "held", "name"),
    [
        ("got the kaggle certificate", Held.EARNED, "Kaggle Notebooks"),
        ("I've got my fast.ai cert!", Held.EARNED, "Fast.ai Cert"),
        ("I’ve finally got the Hugging Face certificate", Held.EARNED, "HuggingFace Cert"),
        ("passed the TensorFlow certification", Held.EARNED, "TensorFlow Prep Cert"),
        ("zoomcamp badge earned", Held.EARNED, "Zoomcamp Badge"),
        ("I'm working on the fast.ai cert", Held.UNDER_WAY, "Fast.ai Cert"),
        ("started the kaggle certificate", Held.UNDER_WAY, "Kaggle Notebooks"),
        ("planning to get the tensorflow certificate", Held.PLANNED, "TensorFlow Prep Cert"),
        ("planning to take the kaggle certificate", Held.PLANNED, "Kaggle Notebooks"),
        ("I hope to pass the tensorflow certificate", Held.PLANNED, "TensorFlow Prep Cert"),
        ("the fast.ai certificate is planned", Held.PLANNED, "Fast.ai Cert"),
        ("I have the kaggle certificate", Held.EARNED, "Kaggle Notebooks"),
        ("I have passed the kaggle certificate", Held.EARNED, "Kaggle Notebooks"),
        ("I've got the kaggle certificate, link: https://k.g/1.", Held.EARNED, "Kaggle Notebooks"),
        ("got the kaggle certificate at https://k.g/1", Held.EARNED, "Kaggle Notebooks"),
        ("the kaggle certificate is under way since monday", Held.UNDER_WAY, "Kaggle Notebooks"),
        ("the fast.ai cert is planned for monday", Held.PLANNED, "Fast.ai Cert"),
        ("kaggle badge https://k.g/2", None, "Kaggle Notebooks"),
        ("show me the kaggle certificate", None, "Kaggle Notebooks"),
        ("certificate fast.ai", None, "Fast.ai Cert"),
        ("certificate: of fast.ai", None, "Fast.ai Cert"),
    ],
)
def test_a_line_tells_how_a_certificate_is_held(line: str, held: Held | None, name: str) -> None:
    assert tells_of_certificate(line, WORLD)
    told = read_certificate(line, WORLD)
    assert (told.held, told.dropped) == (held, False)
    assert names(told.name) == [name]


@pytest.mark.parametrize(
    "line", ["not doing the kaggle cert", "gave up on the kaggle certificate", "delete the kaggle cert"]
)
def test_a_certificate_is_dropped_by_words(line: str) -> None:
    assert tells_of_certificate(line, WORLD)
    assert read_certificate(line, WORLD).dropped


@pytest.mark.parametrize(
    "line", ["nlp certificates", "certificates of nlp", "show me the certificates of nlp", "certs for NLP"]
)
def test_a_line_may_name_the_certificates_of_a_topic(line: str) -> None:
    assert tells_of_certificate(line, WORLD)
    topic = topic_in(read_certificate(line, WORLD).name, ROADMAP, WORDS)
    assert topic
    assert topic.slug == "nlp"


def test_a_plan_for_a_weekday_is_for_the_next_and_all_else_of_the_last() -> None:
    days = [read_certificate(f"kaggle cert {how} monday", WORLD).day for how in ("is planned for", "in progress since")]
    assert days == [date(2027, 3, 8), date(2027, 3, 1)]


@pytest.mark.parametrize(
    "line",
    [
        "have to get the fast.ai certificate",
        "got no kaggle certificate",
        "didn't get the kaggle certificate",
        "my friend got the kaggle certificate",
        "Ben got the kaggle certificate",
        "got the kaggle certificate?",
        "finished the cert if I may",
        "almost finished the fast.ai certificate",
        "failed the kaggle certificate https://a.b",
        "lost the kaggle certificate",
        "finished nlp",
        "got a coffee",
    ],
)
def test_a_line_that_denies_asks_intends_or_is_somebody_elses_tells_of_none(line: str) -> None:
    assert not tells_of_certificate(line, WORLD)


@pytest.mark.parametrize(
    ("line", "one", "other", "is_first"),
    [
        ("got the kaggle certificate and finished nlp", "got the kaggle certificate", "finished nlp", True),
        ("finished nlp, got the kaggle certificate", "got the kaggle certificate", "finished nlp", False),
    ],
)
def test_a_certificate_is_told_beside_a_deed(line: str, one: str, other: str, is_first: bool) -> None:
    assert not tells_of_certificate(line, WORLD)
    assert list(beside_deeds(line, WORLD)) == [(one, other, is_first)]


@pytest.mark.parametrize(
    "line", ["got the aws certificate and finished nlp", "got the gcp badges and finished nlp", "finished nlp and cv"]
)
def test_what_names_no_one_certificate_is_told_beside_nothing(line: str) -> None:
    assert list(beside_deeds(line, WORLD)) == []
    assert not tells_of_certificate(line, WORLD)


def test_a_line_has_its_day_and_its_link() -> None:
    told = read_certificate("fast.ai https://www.credly.com/badges/abc on 2 march", WORLD)
    assert (told.name, told.day, told.links) == (
        "fast.ai",
        date(2027, 3, 2),
        ("https://www.credly.com/badges/abc",),
    )


def test_the_name_of_a_file_is_no_part_of_the_name() -> None:
    told = read_certificate("certificate fast.ai ~/Downloads/cert.pdf", WORLD)
    assert (told.name, told.file) == ("fast.ai", "~/Downloads/cert.pdf")


@pytest.mark.parametrize(
    "line", ["fast.ai file:evil|x", "fast.ai javascript:alert(1)", "fast.ai ftp://a.b/c", "fast.ai a.pdf"]
)
def test_what_is_no_address_of_the_web_is_no_part_of_the_name(line: str) -> None:
    told = read_certificate(line, WORLD)
    assert (told.name, told.links) == ("fast.ai", ())
    assert told.file


@pytest.mark.parametrize(("line", "count"), [("got the kaggle certificate in march", 3), ("fast.ai last week", 7)])
def test_words_that_may_mean_several_days_are_a_day_to_be_asked_about(line: str, count: int) -> None:
    told = read_certificate(line, WORLD)
    assert (told.day, len(told.days)) == (None, count)
    assert len(names(told.name)) == 1


@pytest.mark.parametrize("line", ["got two certificates", "got all my certificates", "I have some badges"])
def test_many_at_once_name_none(line: str) -> None:
    assert read_certificate(line, WORLD).name == ""


@pytest.mark.parametrize(
    "line", ["which certificates do i have?", "how many certificates do I have", "my certificates"]
)
def test_a_question_for_all_of_them_shows_them(line: str) -> None:
    assert tells_of_certificate(line, WORLD)


@pytest.mark.parametrize(
    "line",
    [
        "did i get the kaggle certificate?",
        "kaggle certificate?",
        "failed the kaggle cert",
        "have to get the kaggle cert",
    ],
)
def test_a_line_that_tells_nothing_may_be_about_one(line: str) -> None:
    assert names(is_about(line, WORLD)) == ["Kaggle Notebooks"]


@pytest.mark.parametrize(
    "line", ["did I get a certificate?", "is there a gcp badge?", "why kaggle?", "the kaggle fast.ai badge"]
)
def test_a_line_without_a_noun_or_about_several_is_about_none(line: str) -> None:
    assert is_about(line, WORLD) == ""


def test_what_has_a_word_of_a_name_is_offered_first() -> None:
    near = nearest("my kaggle thing", ROADMAP, Proofs(), WORDS, 3)
    assert near[0].name == "Kaggle Notebooks"


@pytest.mark.parametrize(
    ("said", "name"), [("a\u200bb \u202e c", "ab c"), ("42", ""), ("\u2060", ""), ("é" * 300, "é" * 200)]
)
def test_a_name_of_ones_own_has_letters_and_nothing_unseen(said: str, name: str) -> None:
    assert as_own(said) == name


def test_several_of_a_name_or_a_topic_are_all_found() -> None:
    assert names("gcp") == ["GCP Skill Badges", "GCP BigQuery Badges"]
    assert names("zoomcamp") == ["GitHub Badge", "Zoomcamp Badge"]
    assert set(names("nlp certificate")) == {"NLP Specialization", "HuggingFace Cert"}
    assert names("deep learning") == ["Fast.ai Cert", "TensorFlow Prep Cert"]


def test_exactly_one_name_wins_over_those_it_stands_in() -> None:
    topic = Topic(
        slug="a", number=1, title="A", certifications=(Certification("Python"), Certification("Python Advanced"))
    )
    assert names("python", Roadmap("r", "R", (topic,))) == ["Python"]


def test_a_name_that_begins_as_what_says_how_it_is_held_is_a_name() -> None:
    topic = Topic(slug="a", number=1, title="A", certifications=(Certification("Taking NLP further"),))
    roadmap = Roadmap("r", "R", (topic,))
    told = meant(read_certificate("taking nlp further", WORLD), roadmap, Proofs())
    assert (told.name, told.held) == ("taking nlp further", None)


@pytest.mark.parametrize("name", ["Fast.ai Cert", "one of my own, 3 march", "C# cert <b>", "earned #/x"])
def test_what_a_button_carries_names_this_one_and_no_other(name: str) -> None:
    own = Named(0, "", name)
    told = read_certificate(f"2027-03-02 https://a.b/c {reference(own)}", WORLD)
    assert found(told.name, ROADMAP, Proofs(), WORDS) == (own,)
    assert (told.day, told.links) == (date(2027, 3, 2), ("https://a.b/c",))


@pytest.mark.parametrize("said", ["got the fast.ai certificate 29 feb", "got the fast.ai certificate on 30 february"])
def test_a_line_names_its_certificate_on_a_day_that_there_is_not(said: str) -> None:
    assert names_one(said, WORLD)
