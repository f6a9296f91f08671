"""Configuration: where it is found, what it may hold, what it says."""

from plancheck.config.discover import Finder
from plancheck.config.settings import Override, Settings, load

__all__ = ["Finder", "Override", "Settings", "load"]
