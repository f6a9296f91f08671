"""What all tests share."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine draws examples is no behaviour of ours; growth has tests of its own.
# In CI the examples are the same each time: a run there tells of the change, not of the draw.
settings.register_profile(
    "ours",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
# What was tried with many examples need not be tried with as many again (.ci/run, the wheel).
settings.register_profile("brief", settings.get_profile("ours"), max_examples=10)
settings.load_profile(os.environ.get("PLANCHECK_TESTS", "ours"))


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's cache out of the tests, and the tests out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
