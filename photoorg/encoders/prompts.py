"""How labels are said to an encoder: in several wordings, whose vectors are averaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from photoorg.encoders.encoder import Encoder, FloatArray

# After Radford et al. 2021 (https://arxiv.org/abs/2103.00020), section 3.1.4.
LABEL_TEMPLATES = ("{}", "a photo of {}", "a photo of a {}")
TEXTS_PER_BATCH = 256


def encode_in_templates(
    encoder: Encoder,
    labels: Sequence[str],
    templates: Sequence[str] = LABEL_TEMPLATES,
    progress: Callable[[int, int], None] | None = None,
) -> FloatArray:
    """One unit vector for each label, the mean over the wordings: shape (n, dimension). n may be 0.

    Args:
        templates: with ``{}`` for the label.
        progress: called after each batch with how many texts are done and the total; what it raises ends it.
    """
    # Not by str.format, which would take braces in a label of the user's for its own.
    texts = [template.replace("{}", label) for label in labels for template in templates]
    vectors = np.empty((len(texts), encoder.dimension), np.float32)
    for start in range(0, len(texts), TEXTS_PER_BATCH):
        batch = texts[start : start + TEXTS_PER_BATCH]
        vectors[start : start + len(batch)] = encoder.encode_texts(batch)
        if progress is not None:
            progress(start + len(batch), len(texts))
    means = vectors.reshape(len(labels), len(templates), encoder.dimension).mean(axis=1)
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    return np.asarray(means, np.float32)
