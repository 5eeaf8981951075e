"""What several tests share: the example data, and time for Hypothesis on a busy machine."""

from pathlib import Path

import hypothesis
import pandas as pd
import pytest

hypothesis.settings.register_profile("headway", deadline=None)
hypothesis.settings.load_profile("headway")


@pytest.fixture(scope="session")
def data() -> Path:
    """The directory of the city's published tables."""
    return Path(__file__).parents[2] / "examples" / "data" / "southampton"


@pytest.fixture
def kpis(data: Path) -> pd.DataFrame:
    """Every indicator row of the second quarter of 2024/25, a fresh copy for each test."""
    return pd.read_csv(data / "kpis_2024_25_q2.csv")
