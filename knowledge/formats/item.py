"""What reading a file brings, one after the other."""

from __future__ import annotations

from ..article import Article
from ..picture import Picture
from .problem import Problem

Item = Article | Picture | Problem
