"""Certificates and evidence: what the facts about them add up to, and what a portfolio has of it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadmap.certifications import MOST, Certifications
from roadmap.facts import OF_CERTIFICATES, Fact, Kind, ProgressEvent
from roadmap.model import Certification, Roadmap, Topic
from roadmap.portfolio import portfolio_of
from roadmap.progress import Progress
from roadmap.proofs import KINDS, MOST_FILES, Held, Proofs, drop, proofs, show, tell
from roadmap.replay import replay

DAY = date(2027, 1, 4)
NLP = Topic(slug="nlp", number=1, title="NLP", certifications=(Certification("HF Cert"), Certification("hf cert")))
VISION = Topic(slug="cv", number=2, title="Vision", certifications=(Certification("HF Cert", "paid"),))
ROADMAP = Roadmap("r", "R", (NLP, VISION))


def events(*facts: Fact) -> tuple[ProgressEvent, ...]:
    return tuple(ProgressEvent(at, at, fact) for at, fact in enumerate(facts, 1))


def fact(kind: Kind, topic: str = "nlp", skill: str = "HF Cert", **more: object) -> Fact:
    return Fact(kind=kind, day=more.pop("day", DAY), topic=topic, skill=skill, **more)  # type: ignore[arg-type] - by name


def test_a_certification_is_once_under_its_topic_and_again_under_another() -> None:
    assert [(one.number, one.topic, one.name) for one in ROADMAP.certifications.all] == [
        (1, "nlp", "HF Cert"),
        (2, "cv", "HF Cert"),
    ]


def test_only_so_many_certifications_can_be_told_of() -> None:
    topics = [
        Topic(slug=f"t{at}", number=at, title=f"T {at}", certifications=(Certification("A"), Certification("B")))
        for at in range(1, MOST)
    ]
    assert len(Certifications(topics).all) == MOST


def test_what_was_planned_is_under_way_and_then_earned() -> None:
    told = events(fact(Kind.CERT_PLANNED), fact(Kind.CERT_BEGUN), fact(Kind.CERT_EARNED, link="https://a.b"))
    (one,) = proofs(told).certificates.values()
    assert (one.held, one.link) == (Held.EARNED, "https://a.b")
    assert proofs(told).earned == (one,)


def test_a_link_stays_with_a_certificate_until_another_is_told() -> None:
    first, second = fact(Kind.CERT_EARNED, link="https://a.b"), fact(Kind.CERT_EARNED, link="https://c.d")
    again = fact(Kind.CERT_EARNED, day=DAY + timedelta(days=1))
    assert [one.link for one in proofs(events(first, again)).earned] == ["https://a.b"]
    assert [one.link for one in proofs(events(first, second)).earned] == ["https://c.d"]


def test_what_was_dropped_leaves_nothing_of_its_links_and_files() -> None:
    kept = fact(Kind.EVIDENCE, link="telegram photo x")
    told = events(fact(Kind.CERT_EARNED, link="https://a.b"), kept, fact(Kind.CERT_DROPPED), fact(Kind.CERT_PLANNED))
    (one,) = proofs(told).certificates.values()
    assert (one.held, one.link, one.files) == (Held.PLANNED, "", ())


def test_a_name_is_the_same_however_it_is_written() -> None:
    told = events(fact(Kind.CERT_PLANNED, skill="HF  cert"), fact(Kind.CERT_EARNED, skill="hf Cert"))
    assert len(proofs(told).certificates) == 1


def test_reopening_a_topic_takes_its_files_along_as_it_does_its_link() -> None:
    done = fact(Kind.COMPLETED, skill="")
    kept = fact(Kind.EVIDENCE, skill="", link="telegram photo x")
    assert proofs(events(done, kept)).files == {"nlp": ("telegram photo x",)}
    assert proofs(events(done, kept, fact(Kind.REOPENED, skill=""))).files == {}


def test_the_last_files_are_kept_and_none_twice() -> None:
    files = [fact(Kind.EVIDENCE, skill="", link=f"telegram photo {at}") for at in range(MOST_FILES + 3)]
    assert len(proofs(events(*files, files[-1])).files["nlp"]) == MOST_FILES
    assert show(proofs(events(*files)), "nlp", "", files[-1].link, DAY) == ()


def test_nothing_is_told_where_nothing_changes() -> None:
    known = proofs(events(fact(Kind.CERT_EARNED, link="https://a.b")))
    assert tell(known, "nlp", "HF Cert", Held.EARNED, DAY + timedelta(days=3)) == ()
    assert tell(known, "nlp", "HF Cert", Held.EARNED, DAY + timedelta(days=3), moves=True) != ()
    assert tell(known, "nlp", "HF Cert", Held.EARNED, DAY, link="https://c.d")[0].day == DAY
    assert drop(Proofs(), "nlp", "HF Cert", DAY) == ()


ANY = st.builds(
    fact,
    st.sampled_from([*OF_CERTIFICATES, Kind.EVIDENCE]),
    st.sampled_from(["nlp", "cv", ""]),
    st.sampled_from(["HF Cert", "Other", ""]),
    link=st.sampled_from(["", "https://a.b", "telegram photo x"]),
    day=st.dates(DAY, DAY + timedelta(days=400)),
)


@given(st.lists(ANY, max_size=12))
def test_certificates_and_evidence_leave_plan_and_study_days_where_they_are(told: list[Fact]) -> None:
    begun = Fact(kind=Kind.BEGUN, day=DAY, topic="nlp")
    assert replay(DAY, events(begun, *told)) == replay(DAY, events(begun))


@given(st.lists(ANY, max_size=12), st.data())
def test_what_is_taken_back_leaves_no_trace(told: list[Fact], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, max(0, len(told) - 1))) if told else 0
    taken = [Fact(kind=Kind.UNDONE, day=DAY, undoes=gone + 1)] if told else []
    left = [one for at, one in enumerate(told) if not told or at != gone]
    assert proofs(events(*told, *taken)) == proofs(events(*left))


@given(st.lists(ANY, max_size=12), st.sampled_from(list(Held)))
def test_a_certification_is_held_as_was_told_last(told: list[Fact], held: Held) -> None:
    known = proofs(events(*told))
    news = tell(known, "nlp", "HF Cert", held, DAY, moves=True)
    after = proofs(events(*told, *news)).certificates["nlp", "hf cert"]
    assert (after.held, after.day) == (held, DAY)
    assert all(one.kind is KINDS[held] for one in news)


def test_a_portfolio_has_what_was_done_and_nothing_of_a_plan() -> None:
    told = events(
        fact(Kind.BEGUN, "cv", ""),
        Fact(kind=Kind.CHECKED_IN, day=DAY, topic="nlp", minutes=90),
        Fact(kind=Kind.CHECKED_IN, day=DAY, minutes=30),
        fact(Kind.COMPLETED, skill="", link="https://a.b"),
        fact(Kind.CERT_EARNED),
        fact(Kind.CERT_PLANNED, "cv"),
    )
    found = portfolio_of(ROADMAP, replay(DAY, told), told, proofs(told))
    assert [(one.topic.slug, one.minutes, one.link) for one in found.works] == [("nlp", 90, "https://a.b")]
    assert [one.topic for one in found.certificates] == ["nlp"]
    assert found.minutes == 120


def test_what_was_known_before_is_in_a_portfolio_where_a_link_shows_it() -> None:
    known, linked = (
        fact(Kind.COMPLETED, skill="", known=True),
        fact(Kind.COMPLETED, "cv", "", known=True, link="https://a.b"),
    )
    told = events(known, linked)
    found = portfolio_of(ROADMAP, replay(DAY, told), told, proofs(told))
    assert [one.topic.slug for one in found.works] == ["cv"]
    assert portfolio_of(ROADMAP, Progress(DAY), (), Proofs()).is_empty


def test_what_a_document_says_was_done_on_an_earlier_day_is_in_a_portfolio() -> None:
    told = events(fact(Kind.COMPLETED, skill="", known=True))
    found = portfolio_of(ROADMAP, replay(DAY + timedelta(days=1), told), told, proofs(told))
    assert [one.topic.slug for one in found.works] == ["nlp"]


def test_a_certificate_from_another_account_leaves_the_earlier_begin_of_its_topic() -> None:
    later = DAY + timedelta(days=2)
    told = (
        ProgressEvent(1, 1, Fact(kind=Kind.BEGUN, day=DAY, topic="nlp"), strand=1),
        ProgressEvent(1, 1, fact(Kind.CERT_EARNED), strand=2),
        ProgressEvent(2, 2, Fact(kind=Kind.BEGUN, day=later, topic="nlp"), strand=2),
    )
    assert replay(DAY, told).of("nlp").begun == DAY
