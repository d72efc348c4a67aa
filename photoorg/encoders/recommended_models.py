"""A short list of published models worth choosing from. Any other pair that open_clip knows can be typed.

Sizes are rounded; before a download the hub is asked for the exact ones. The retrieval figures are not ours
but their publishers', each with its source.
"""

from __future__ import annotations

from dataclasses import dataclass

from photoorg.sentences import Sentence

_OPEN_CLIP = "open_clip, docs/openclip_retrieval_results.csv"
_SIGLIP_2 = "big_vision, README_siglip2.md"
_MOBILE_CLIP_2 = "ml-mobileclip, results/*.jsonl"
_APPLE = Sentence("Apple AMLR (research only)")
_ENGLISH = Sentence("English")
_MANY_LANGUAGES = Sentence("over 100 languages")


@dataclass(frozen=True)
class RecommendedModel:
    """A model of the list.

    Attributes:
        name: as the user types it.
        repository: hub repository with its weights.
        download_mb: millions of bytes, rounded.
        languages: in words.
        licence: of the weights, as their model card states it.
        coco_recall: how often the photo a caption was written for is the first of 5,000 (COCO 2014 test, text
            to image, recall at 1), from 0 to 1, as published.
        source: where that figure is published.
    """

    name: str
    repository: str
    download_mb: int
    languages: str
    licence: str
    coco_recall: float
    source: str


RECOMMENDED = (
    RecommendedModel(
        "MobileCLIP2-S0:dfndr2b",
        "timm/MobileCLIP2-S0-OpenCLIP",
        300,
        _ENGLISH,
        _APPLE,
        0.437,
        _MOBILE_CLIP_2,
    ),
    RecommendedModel(
        "MobileCLIP2-S2:dfndr2b",
        "timm/MobileCLIP2-S2-OpenCLIP",
        400,
        _ENGLISH,
        _APPLE,
        0.488,
        _MOBILE_CLIP_2,
    ),
    RecommendedModel(
        "ViT-B-32:datacomp_xl_s13b_b90k",
        "laion/CLIP-ViT-B-32-DataComp.XL-s13B-b90K",
        605,
        _ENGLISH,
        "MIT",
        0.371,
        _OPEN_CLIP,
    ),
    RecommendedModel(
        "ViT-B-32:laion2b_s34b_b79k",
        "laion/CLIP-ViT-B-32-laion2B-s34B-b79K",
        605,
        _ENGLISH,
        "MIT",
        0.393,
        _OPEN_CLIP,
    ),
    RecommendedModel(
        "ViT-B-32-SigLIP2-256:webli",
        "timm/ViT-B-32-SigLIP2-256",
        1500,
        _MANY_LANGUAGES,
        "Apache-2.0",
        0.472,
        _SIGLIP_2,
    ),
    RecommendedModel(
        "ViT-B-16-SigLIP2:webli",
        "timm/ViT-B-16-SigLIP2",
        1500,
        _MANY_LANGUAGES,
        "Apache-2.0",
        0.521,
        _SIGLIP_2,
    ),
    RecommendedModel(
        "ViT-B-16-SigLIP-i18n-256:webli",
        "timm/ViT-B-16-SigLIP-i18n-256",
        1500,
        _MANY_LANGUAGES,
        "Apache-2.0",
        0.449,
        _OPEN_CLIP,
    ),
)
