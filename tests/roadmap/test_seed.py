"""The seed's seven topics, each with what its table says, word for word."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.library import library
from roadmap.model import Certification, Duration, Resource, Status, Topic
from roadmap.reading.assembly.understood import Understood
from roadmap.reading.readings import read_all, read_any

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
def seed() -> Understood:
    return read_any(SEED.read_text("utf-8"), name="ml-data.md", slug="ml-data", title="ML and Data")


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_the_seed_says_this_of_the_topic(seed: Understood, topic: Topic) -> None:
    assert seed.roadmap.by_slug[topic.slug] == topic


def test_the_seed_has_seven_topics_in_the_order_of_its_rows(seed: Understood) -> None:
    assert seed.roadmap.topics == TOPICS
    assert (seed.roadmap.slug, seed.roadmap.title) == ("ml-data", "ML and Data")


def test_nobody_has_begun_the_seed(seed: Understood) -> None:
    assert dict(seed.statuses) == {topic.slug: Status.NOT_STARTED for topic in TOPICS}


def test_nothing_of_the_seed_is_unclear_and_no_other_reading_of_it_is_offered(seed: Understood) -> None:
    assert seed.unclear == ()
    (only,) = read_all(SEED.read_text("utf-8"), name="ml-data.md")
    assert only.left_out == ()


def test_the_seed_is_shipped_with_what_its_topics_are_called_besides(seed: Understood) -> None:
    shipped = library()["ml-data"]
    assert shipped.by_slug["nlp"].aliases == ("natural language processing",)
    assert tuple(replace(topic, aliases=()) for topic in shipped.topics) == seed.roadmap.topics
