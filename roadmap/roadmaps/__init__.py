"""The shipped roadmaps: a Markdown table each, and what the tables have no column for."""

from dataclasses import dataclass, field, replace

from roadmap.model import Roadmap


@dataclass(frozen=True, slots=True)
class Shipped:
    """A shipped roadmap: its slug (the name of its file), its title, and what people call its topics, by slug."""

    slug: str
    title: str
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def called(self, roadmap: Roadmap) -> Roadmap:
        """The roadmap of its document, with what its topics are called besides."""
        topics = (replace(topic, aliases=self.aliases.get(topic.slug, ())) for topic in roadmap.topics)
        return replace(roadmap, topics=tuple(topics))


SHIPPED = (
    Shipped(
        "ml-data",
        "Machine learning and data",
        {
            "deep-learning": ("DL", "neural networks"),
            "time-series-forecasting": ("time series", "forecasting", "TS"),
            "nlp": ("natural language processing",),
            "image-processing": ("CV", "computer vision"),
            "ml-oops-multiprocessing": ("OOP", "object-oriented programming", "multiprocessing"),
            "ci-cd-for-ml": ("CI/CD", "MLOps"),
            "data-engineering": ("DE",),
        },
    ),
)
"""The first is the one that a learner is offered."""
