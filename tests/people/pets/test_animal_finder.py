"""Animals in real photos: found, of the right kind, in the right place, and none where there is none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from photoorg.errors import ModelUnavailable
from photoorg.imaging.decode import decode_photo
from photoorg.people.pets import animal_map
from photoorg.people.pets.animal_finder import PHOTO_SIDE_PX
from photoorg.people.pets.region import Region

if TYPE_CHECKING:
    from photoorg.people.pets.pet_analyzer import PetAnalyzer

CAPTIONED = Path(__file__).parents[4] / "shared" / "photos" / "captioned"

# A photo and where one of its animals is, by eye.
ANIMALS = {
    "000000020247": ("bear", Region(0.52, 0.4, 0.8, 0.97)),
    "000000290843": ("cat", Region(0.18, 0.39, 0.56, 0.78)),
    "000000377575": ("dog", Region(0.14, 0.27, 0.72, 0.95)),
    "000000456496": ("bird", Region(0.2, 0.69, 0.29, 0.8)),
}


def test_a_cat_is_found(analyzer: PetAnalyzer, cat: Image.Image) -> None:
    found = analyzer.finder.find(cat)
    assert found[0].kind == "cat"
    assert found[0].region.overlap(Region(0.2, 0.1, 0.75, 0.9)) > 0.25


def test_a_small_cat_is_found_where_it_is(analyzer: PetAnalyzer, cat: Image.Image) -> None:
    photo = Image.new("RGB", (900, 700), (120, 140, 110))
    photo.paste(cat.resize((180, 120)), (600, 450))
    (found,) = analyzer.finder.find(photo)
    place = Region(600 / 900, 450 / 700, 780 / 900, 570 / 700)
    assert found.region.overlap(place) > 0.8 * place.area
    assert found.region.area < 5 * place.area


@pytest.mark.parametrize("name", ["coffee", "astronaut", "moon", "brick wall", "motorcycle"])
def test_there_is_no_animal(analyzer: PetAnalyzer, samples: Path, name: str) -> None:
    with Image.open(samples / f"{name}.png") as image:
        assert analyzer.analyze(image.convert("RGB")) == []


@pytest.mark.parametrize("size", [(1, 1), (8, 8), (1, 3000), (700, 40)])
def test_odd_photos_have_none(analyzer: PetAnalyzer, size: tuple[int, int]) -> None:
    assert analyzer.analyze(Image.new("RGB", size, "grey")) == []


def test_the_mirror_image_looks_the_same(analyzer: PetAnalyzer, cat: Image.Image) -> None:
    region, mirrored = Region(0.2, 0.1, 0.7, 0.9), Region(0.3, 0.1, 0.8, 0.9)
    (features,) = analyzer.describer.describe(cat, [region])
    (reversed_,) = analyzer.describer.describe(cat.transpose(Image.Transpose.FLIP_LEFT_RIGHT), [mirrored])
    assert features.shape == (1280,)
    assert np.corrcoef(features, reversed_)[0, 1] > 0.98
    assert analyzer.describer.describe(cat, []).shape == (0, 1280)


@pytest.mark.skipif(not CAPTIONED.is_dir(), reason="the photos (../shared/photos) are not on this machine")
@pytest.mark.parametrize("name", sorted(ANIMALS))
def test_animals_in_everyday_photos(analyzer: PetAnalyzer, name: str) -> None:
    kind, place = ANIMALS[name]
    found = analyzer.finder.find(decode_photo(CAPTIONED / f"{name}.jpg", PHOTO_SIDE_PX).image)
    best = max(found, key=lambda animal: animal.region.overlap(place))
    overlap = best.region.overlap(place)
    assert overlap / (best.region.area + place.area - overlap) > 0.2
    assert kind in {animal.kind for animal in found}


def test_damaged_numbers_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(animal_map, "WEIGHTS_FILE", "gone.safetensors")
    animal_map.animal_weights.cache_clear()
    with pytest.raises(ModelUnavailable, match="install it again"):
        animal_map.animal_weights()
