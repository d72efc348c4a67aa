"""Groups of like vectors by average linkage, of as many as a library has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from photoorg.encoders.encoder import FloatArray

IntArray = npt.NDArray[np.int64]


def average_linkage(vectors: FloatArray, least_cosine: float) -> IntArray:
    """The number of its group, from 0, for each unit vector (n, d); two groups become one where the cosines
    between them are ``least_cosine`` on average. n may be 0.

    What is nowhere linked by that much cannot come together on average either, so only what hangs together
    is compared pair by pair: memory grows with the square of the largest such part.
    """
    from sklearn.cluster import DBSCAN, AgglomerativeClustering

    groups: IntArray = np.zeros(len(vectors), dtype=np.int64)
    if len(vectors) < 2:
        return groups
    # Between unit vectors, squared distance = 2 - 2 cosine. With one sample enough for a core, the clusters
    # of DBSCAN are the connected parts.
    reach = float(np.sqrt(2 - 2 * least_cosine))
    parts = DBSCAN(eps=reach, min_samples=1, algorithm="brute").fit_predict(vectors)
    linkage = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - least_cosine
    )
    used = 0
    for part in range(parts.max() + 1):
        members = np.flatnonzero(parts == part)
        groups[members] = used
        if len(members) > 1:
            distances = np.clip(1 - vectors[members] @ vectors[members].T, 0, 2)
            groups[members] += linkage.fit_predict(distances)
        used = int(groups[members].max()) + 1
    return groups
