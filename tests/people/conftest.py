"""The analyzer, loaded once, and faces to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from skimage.data import astronaut

from photoorg.people.embedded_analyzer import EmbeddedAnalyzer

if TYPE_CHECKING:
    from photoorg.people.faces import Pixels


@pytest.fixture(scope="session")
def analyzer() -> EmbeddedAnalyzer:
    """What is used where the user chose nothing else."""
    return EmbeddedAnalyzer(threads=1)


@pytest.fixture(scope="session")
def portrait() -> Pixels:
    """One face, 114 px high, in 512 x 512."""
    return np.asarray(astronaut())
