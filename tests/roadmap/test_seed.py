"""The seed's seven topics, each with what its table says, word for word."""

import re
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


STEPS = {
    "Fast.ai DL": (9, "Lesson 1: Getting started", "Lesson 9: Data ethics (bonus)"),
    "MIT 6.S191": (10, "Lecture 1", "Lecture 10"),
    "Kaggle Time Series": (
        6,
        "Lesson 1: Linear Regression with Time Series",
        "Lesson 6: Forecasting with Machine Learning",
    ),
    "HuggingFace Course": (12, "Chapter 0: Setup", "Chapter 11: Supervised fine-tuning"),
    "OpenCV Docs": (11, "Introduction to OpenCV", "OpenCV-Python Bindings"),
    "MLOps Zoomcamp": (7, "Module 1: Introduction", "Project"),
    "DE Zoomcamp": (10, "Module 1: Introduction & Prerequisites", "Project"),
}
"""What is known of the resources: how many steps they have, the first and the last."""


def without_steps(topic: Topic) -> Topic:
    return replace(topic, resources=tuple(replace(one, steps=()) for one in topic.resources))


@pytest.fixture(scope="module")
def seed() -> Understood:
    return read_any(SEED.read_text("utf-8"), name="ml-data.md", slug="ml-data", title="ML and Data")


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)
def test_the_seed_says_this_of_the_topic(seed: Understood, topic: Topic) -> None:
    assert without_steps(seed.roadmap.by_slug[topic.slug]) == topic


def test_the_seed_has_seven_topics_in_the_order_of_its_rows(seed: Understood) -> None:
    assert tuple(map(without_steps, seed.roadmap.topics)) == TOPICS
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


def test_the_seed_knows_the_steps_of_some_resources_and_gives_them_to_no_topic(seed: Understood) -> None:
    known = [one for topic in seed.roadmap.topics for one in topic.resources if one.steps]
    assert {one.name: (len(one.steps), one.steps[0].title, one.steps[-1].title) for one in known} == STEPS
    assert not any(topic.steps for topic in seed.roadmap.topics)
    assert known[0].steps[7].link == "https://course.fast.ai/Lessons/lesson8.html"
    assert {step.minutes for step in known[0].steps} == {90}


def test_each_list_of_the_seed_names_the_page_it_was_read_from_and_the_day() -> None:
    *_, section = SEED.read_text("utf-8").partition("## Steps of resources")
    blocks = re.split(r"^#### ", section, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(STEPS)
    for block in blocks:
        (comment,) = re.findall(r"<!--(.*?)-->", block, re.DOTALL)
        assert re.search(r"https://github\.com/\S+/blob/[0-9a-f]{40}/\S+", comment), block
        assert re.search(r"read\s2026-11-29", comment), block
