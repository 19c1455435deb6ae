"""Roadmaps written as Markdown tables, and the laws between reading and writing."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.errors import RoadmapFaults
from roadmap.model import Certification, Resource, Roadmap, Status, Topic, Weeks
from roadmap.reading.markdown import Reading, read_markdown
from roadmap.writing.markdown import write_markdown
from tests.roadmap.strategies import documents, roadmaps, statuses, worded
