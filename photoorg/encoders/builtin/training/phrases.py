"""Words for labels: how people would ask for what a data set calls "car side"."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Used for ImageNet classes and for labels alike; training draws one at a time.
TEMPLATES = (
    "{}",
    "a {}",
    "a photo of a {}",
    "a photo of {}",
    "a picture of {}",
    "a close-up of a {}",
    "there is a {} in this photo",
)
ACTION_TEMPLATES = ("{}", "a person {}", "a man {}", "a woman {}", "people {}", "a photo of someone {}")
WORD_TEMPLATES = ("{}", "{}", "a photo of {}", "a {}")

# Labels that no one would type, said in words. The label itself is always trained as well.
REWORDED: dict[str, tuple[str, ...]] = {
    "ampute football": ("a footballer on crutches", "amputee football"),
    "balance beam": ("a gymnast on the balance beam",),
    "barell racing": ("a horse racing around barrels", "barrel racing"),
    "bass": ("bass fish", "a fish"),
    "binocular": ("binoculars",),
    "bmx": ("a bmx bike trick",),
    "brain": ("picture of a human brain",),
    "buildings": ("city buildings", "houses in a town"),
    "canoe slamon": ("canoe slalom", "a kayak in white water"),
    "car side": ("a car", "car seen from the side"),
    "cheese sandwich": ("sandwich with cheese",),
    "christmas": ("christmas tree and presents", "celebrating christmas"),
    "cloudy": ("cloudy sky", "clouds"),
    "coast": ("sea coast", "beach by the sea"),
    "cougar body": ("cougar", "mountain lion"),
    "cougar face": ("face of a cougar",),
    "crocodile head": ("head of a crocodile",),
    "entrance hall": ("hallway of a house",),
    "faces": (
        "face of a person",
        "portrait of a person",
        "a smiling person",
        "somebody's face",
        "a smiling woman",
        "a smiling man",
        "portrait of a smiling man",
        "portrait of a woman",
        "portrait of a smiling woman",
    ),
    "faces easy": (
        "face of a person",
        "portrait",
        "a person looking into the camera",
        "headshot",
        "portrait of a man",
        "portrait of a smiling woman",
        "woman smiling at the camera",
        "man smiling at the camera",
    ),
    "family": ("family together", "parents with children"),
    "flamingo head": ("head of a flamingo",),
    "frontal": ("front of a house", "house seen from the street"),
    "fried food": ("french fries and fried chicken",),
    "gaga": ("people playing gaga ball",),
    "garfield": ("Garfield the cartoon cat",),
    "halloween": ("halloween pumpkins and costumes",),
    "hockey": ("ice hockey game",),
    "insidecity": ("street inside a city", "city buildings"),
    "ketch": ("sailing boat with two masts", "sailing boat"),
    "landscape": ("wide landscape",),
    "livingroom": ("living room with a sofa",),
    "longsleeve": ("long sleeved shirt",),
    "meme": ("funny picture with text", "internet meme"),
    "motorbikes": ("motorcycle",),
    "mushing": ("dog sled race", "sled dogs pulling a sled"),
    "noodles pasta": ("noodles", "pasta"),
    "opencountry": ("open countryside", "fields and hills"),
    "outwear": ("jacket", "coat"),
    "person": ("portrait of a person", "a smiling person", "a man or a woman", "portrait of a woman"),
    "phone screenshot": ("screenshot of a phone app",),
    "polar": ("snow and ice", "polar landscape"),
    "rain": ("rainy day", "rain on a window"),
    "receipt": ("shopping receipt", "bill from a shop"),
    "red beet": ("beetroot",),
    "rings": ("gymnast on the rings",),
    "satsumas": ("tangerines",),
    "schooner": ("sailing ship",),
    "sea horse": ("seahorse",),
    "shine": ("sunshine and blue sky", "sunny weather"),
    "store": ("inside of a shop",),
    "sunrise": ("sunrise", "sunset over the horizon"),
    "tallbuilding": ("skyscraper", "tall building"),
    "teawithmilk": ("tea with milk",),
    "texting message": ("texting on a phone",),
    "throwing frisby": ("throwing a frisbee",),
    "phoning": ("talking on the phone",),
    "calling": ("talking on the phone",),
    "ultimate": ("ultimate frisbee game",),
    "vegetable fruit": ("vegetables", "fruit"),
    "water lilly": ("water lily",),
    "web page screenshot": ("screenshot of a website",),
    "wild cat": ("wildcat",),
    "yin yang": ("yin and yang symbol",),
}


def label_phrases(label: str) -> list[str]:
    """Every wording of ``label`` that training uses, the bare label first."""
    templates = ACTION_TEMPLATES if label.split()[0].endswith("ing") else TEMPLATES
    names = (label, *REWORDED.get(label, ()))
    return list(dict.fromkeys(template.format(name) for name in names for template in templates))


def category_phrases(names: Sequence[str]) -> list[str]:
    """Every wording of words that mean the same, as for a label."""
    return [template.format(name) for name in names for template in TEMPLATES]


def word_phrases(word: str) -> list[str]:
    """Every wording of a plain word that captions say; it may be of any kind, so few sentences fit."""
    return [template.format(word) for template in WORD_TEMPLATES]


@functools.cache
def imagenet_synonyms() -> list[list[str]]:
    """For each of the 1,000 ImageNet classes its WordNet synonyms.

    Source: the class descriptions in timm's ``ImageNetInfo`` (WordNet 3.0 lemmas).
    """
    from timm.data.imagenet_info import ImageNetInfo

    info = ImageNetInfo("imagenet-1k")
    return [info.index_to_description(index).split(", ") for index in range(1000)]


def imagenet_phrases() -> list[list[str]]:
    """For each class its synonyms in every template, the first synonym alone first."""
    return [
        [template.format(name) for name in names for template in TEMPLATES] for names in imagenet_synonyms()
    ]


def imagenet_names() -> list[str]:
    """The first synonym of each of the 1,000 ImageNet classes."""
    return [names[0] for names in imagenet_synonyms()]
