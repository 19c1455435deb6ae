"""The seed's seven topics, each with what its table says, word for word."""

from pathlib import Path

import pytest

from roadmap.errors import Fault
from roadmap.model import Certification, Duration, Resource, Status, Topic
from roadmap.reading.assembly.understood import assemble
from roadmap.reading.forms import form_of
from roadmap.reading.judgement import proposals_for
from roadmap.reading.judgement.drafts import drafts_of
from roadmap.reading.judgement.seen import Seen
from roadmap.reading.markdown import Reading, read_markdown

SEED = Path(__file__).parents[2] / "roadmap" / "roadmaps" / "ml-data.md"

TOPICS = (
    Topic(
        slug="deep-learning",
        number=1,
        title="Deep Learning",
        why="Foundation for NLP, CV, and modern AI; next step after ML",
        difficulty=4,
        skills=("ML Fundamentals",),
        duration=Duration.in_weeks(4, 6),
        resources=(
            Resource("Fast.ai DL", "https://course.fast.ai/"),
            Resource("MIT 6.S191", "http://introtodeeplearning.com/"),
            Resource("Coursera (Audit)", "https://www.coursera.org/specializations/deep-learning"),
        ),
        certifications=(Certification("Fast.ai Cert"), Certification("TensorFlow Prep Cert", "exam paid")),
        aliases=("dl", "neural nets"),
    ),
    Topic(
        slug="time-series-forecasting",
        number=2,
        title="Time Series Forecasting",
        why="Useful in analytics, demand prediction, finance, etc.",
        difficulty=3,
        skills=("Stats", "ML"),
        duration=Duration.in_weeks(3, 4),
        resources=(
            Resource("StatQuest Series", "https://www.youtube.com/c/joshstarmer"),
            Resource("Kaggle Time Series", "https://www.kaggle.com/learn/time-series"),
        ),
        certifications=(Certification("Kaggle Notebooks", "reputation"),),
    ),
    Topic(
        slug="nlp",
        number=3,
        title="NLP",
        why="Career-critical in Chatbots, LLMs, and language models",
        difficulty=4,
        prerequisites=("deep-learning",),
        duration=Duration.in_weeks(4, 5),
        resources=(
            Resource("HuggingFace Course", "https://huggingface.co/learn/nlp-course"),
            Resource("Stanford CS224n", "http://web.stanford.edu/class/cs224n/"),
        ),
        certifications=(Certification("HuggingFace Cert"), Certification("NLP Specialization", "Audit")),
    ),
    Topic(
        slug="image-processing",
        number=4,
        title="Image Processing",
        why="Opens doors to Computer Vision projects",
        difficulty=4,
        prerequisites=("deep-learning",),
        duration=Duration.in_weeks(3, 4),
        resources=(
            Resource("OpenCV Docs", "https://docs.opencv.org/master/d6/d00/tutorial_py_root.html"),
            Resource("PyImageSearch", "https://pyimagesearch.com/"),
        ),
        instead="add GitHub projects",
    ),
    Topic(
        slug="ml-oops-multiprocessing",
        number=5,
        title="ML OOPs & Multiprocessing",
        why="Required for writing clean, scalable, and optimized ML code",
        difficulty=3,
        skills=("Python Intermediate",),
        duration=Duration.in_weeks(2, 3),
        resources=(
            Resource("RealPython", "https://realpython.com/tutorials/concurrency/"),
            Resource("Corey Schafer YouTube", "https://www.youtube.com/watch?v=fKl2JW_qrso"),
        ),
        instead="show via GitHub code",
    ),
    Topic(
        slug="ci-cd-for-ml",
        number=6,
        title="CI/CD for ML",
        why="Essential for deployment & production pipelines (ML engineer roles)",
        difficulty=4,
        skills=("Git", "Docker", "FastAPI"),
        duration=Duration.in_weeks(3, 4),
        resources=(
            Resource("MLOps Zoomcamp", "https://github.com/DataTalksClub/mlops-zoomcamp"),
            Resource("GitHub Actions Docs", "https://docs.github.com/en/actions"),
        ),
        certifications=(Certification("GitHub Badge", "Zoomcamp"), Certification("GCP Skill Badges")),
    ),
    Topic(
        slug="data-engineering",
        number=7,
        title="Data Engineering",
        why="Helpful for full-stack DS or switching to hybrid DE+ML roles",
        difficulty=4,
        skills=("SQL", "Cloud", "ETL Concepts"),
        duration=Duration.in_weeks(4, 6),
        resources=(
            Resource("DE Zoomcamp", "https://github.com/DataTalksClub/data-engineering-zoomcamp"),
            Resource("Spark Big Data", "https://www.coursera.org/specializations/big-data"),
        ),
        certifications=(Certification("Zoomcamp Badge"), Certification("GCP BigQuery Badges")),
    ),
)


@pytest.fixture(scope="module")
def seed() -> Reading:
    aliases = {"deep-learning": ("dl", "neural nets")}
    return read_markdown(SEED.read_text("utf-8"), slug="ml-data", title="ML and Data", aliases=aliases)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_the_seed_says_this_of_the_topic(seed: Reading, topic: Topic) -> None:
    assert seed.roadmap.by_slug[topic.slug] == topic


def test_the_seed_has_seven_topics_in_the_order_of_its_rows(seed: Reading) -> None:
    assert seed.roadmap.topics == TOPICS
    assert (seed.roadmap.slug, seed.roadmap.title) == ("ml-data", "ML and Data")


def test_nobody_has_begun_the_seed(seed: Reading) -> None:
    assert dict(seed.statuses) == {topic.slug: Status.NOT_STARTED for topic in TOPICS}


def test_the_seed_keeps_its_own_wording(seed: Reading) -> None:
    assert dict(seed.roadmap.headings)["weeks"] == "**Recommended Duration**"
    assert dict(seed.roadmap.by_slug["nlp"].cells)["title"] == "**NLP**"


def test_the_general_reader_reads_the_shipped_table_as_well_and_finds_nothing_unclear() -> None:
    text = SEED.read_text("utf-8")
    tree = form_of(text, ".md").read(text)
    seen = Seen(tree)
    unclear: list[Fault] = []
    drafts = drafts_of(proposals_for(seen)[0], seen, unclear)
    read = assemble(drafts, slug="ml-data", title="ML and Data", form="any", unclear=unclear)
    exactly = read_markdown(text, slug="ml-data", title="ML and Data")
    assert read.unclear == ()
    assert read.roadmap == exactly.roadmap
    assert read.statuses == exactly.statuses
