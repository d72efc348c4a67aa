"""Command line of the trainer."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import torch

from photoorg.encoders.builtin.training.assembly import Assembly
from photoorg.encoders.builtin.training.baseline import MeanOfClassTexts
from photoorg.encoders.builtin.training.features import FrozenTowers
from photoorg.encoders.builtin.training.recipe import Recipe, train
from photoorg.encoders.builtin.training.shipping import write_heads

_log = logging.getLogger("photoorg.training")


def main() -> None:
    """Extracts or reads features, trains, measures, writes ``heads.safetensors``."""
    parser = argparse.ArgumentParser(prog="python -m photoorg.encoders.builtin.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="directory with flickr8k/ and labelled/")
    parser.add_argument("--out", type=Path, required=True, help="directory that receives heads.safetensors")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "photoorg" / "training")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.use_deterministic_algorithms(True)
    assembly = Assembly(arguments.data, FrozenTowers(arguments.cache), _log.info)
    features, development = assembly.training(), assembly.development()
    baseline = MeanOfClassTexts(features.classifier, features.class_texts)
    _log.info("without training: %s", development.scores(baseline.image_head, baseline.text_head))
    recipe = Recipe(seed=arguments.seed, epochs=arguments.epochs)
    image_head, text_head = train(
        features,
        recipe,
        lambda epoch, image, text: _log.info("epoch %d: %s", epoch + 1, development.scores(image, text)),
    )
    _log.info("all members: %s", development.scores(image_head, text_head))
    write_heads(arguments.out, image_head, text_head)


main()
