"""How well groups are named, measured on a folder for each thing that photos show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from photoorg.albums.naming.group_names import GroupNamer
from photoorg.albums.naming.vocabulary import shipped_vocabulary, word_forms
from photoorg.encoders.encoded_photos import encode_photos
from photoorg.encoders.prompts import LABEL_TEMPLATES, encode_in_templates
from photoorg.imaging.labelled_folders import labelled_photos

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from photoorg.encoders.encoder import Encoder

LEAST_FOLDERS = 2
# Candidates that a user looks through.
_FEW = 3


@dataclass(frozen=True, slots=True)
class GroupName:
    """One folder: what it is called by its folder and by photoorg, the best ``names`` first."""

    label: str
    names: tuple[str, ...]
    photos: int


@dataclass(frozen=True, slots=True)
class NamingScores:
    """Of folders, each taken for a group of which only the photos are known.

    A name is right that has all words of the folder's name, or of which all words are in it ("tabby cat" and
    "cat"); exact, if it has the same words. Singular and plural are the same.

    Attributes:
        named_right: share (0..1) of folders whose name, different from all others, is right.
        right_of_3, exact_of_3: share with a right, or exact, name among the three best.
        groups, photos: how many were measured.
        known: how many folders have names for which a right one is in the vocabulary at all.
        vocabulary: names to choose from.
        names: what each was called.
        skipped: photos that could not be read.
    """

    named_right: float
    right_of_3: float
    exact_of_3: float
    groups: int
    photos: int
    known: int
    vocabulary: int
    names: tuple[GroupName, ...]
    skipped: tuple[str, ...]


def evaluate_naming(
    encoder: Callable[[], Encoder],
    directory: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> NamingScores:
    """Measures on ``directory``: the photos of each folder in it show what the folder is called. All of them
    together are the library that a name has to tell a group from.

    Args:
        encoder: loads it; called when the folder was found to be good.
        progress: called with how many photos and texts are encoded, and the total.

    Raises:
        FolderUnavailable: there is no such folder, or it may not be read.
        UserInputError: fewer than two folders have photos, or none of the photos can be read.
        ModelUnavailable: see ``encoder``.
    """
    folders = labelled_photos(directory, "each thing to be named", LEAST_FOLDERS)
    vocabulary = shipped_vocabulary().names
    files = {f"{label}/{file.name}": file for label, photos in folders.items() for file in photos}
    total = len(files) + len(vocabulary) * len(LABEL_TEMPLATES)
    done = 0

    def advance(steps: int) -> None:
        nonlocal done
        done += steps
        if progress is not None:
            progress(done, total)

    loaded = encoder()
    photos = encode_photos(loaded, files, directory, advance)
    read = done
    words = encode_in_templates(loaded, vocabulary, progress=lambda texts, _: advance(read + texts - done))
    labels = np.array([name.split("/", 1)[0] for name in photos.names])
    groups = {label: photos.vectors[labels == label] for label in folders if (labels == label).any()}
    named = GroupNamer(vocabulary, words).names(list(groups.values()), photos.vectors)
    few = {
        label: [candidate.name for candidate in group.candidates[:_FEW]]
        for label, group in zip(groups, named, strict=True)
    }
    return NamingScores(
        named_right=_share(is_right(group.name, label) for label, group in zip(groups, named, strict=True)),
        right_of_3=_share(any(is_right(name, label) for name in names) for label, names in few.items()),
        exact_of_3=_share(
            any(word_forms(name) == word_forms(_words(label)) for name in names)
            for label, names in few.items()
        ),
        groups=len(groups),
        photos=len(photos.names),
        known=sum(any(is_right(name, label) for name in vocabulary) for label in groups),
        vocabulary=len(vocabulary),
        names=tuple(
            GroupName(
                label,
                tuple(dict.fromkeys([group.name, *few[label]])),
                len(groups[label]),
            )
            for label, group in zip(groups, named, strict=True)
        ),
        skipped=photos.skipped,
    )


def is_right(name: str, label: str) -> bool:
    """Whether a name says what a folder is called, or says it more or less precisely."""
    of_name, of_label = word_forms(name), word_forms(_words(label))
    return bool(of_name and of_label) and (of_name <= of_label or of_label <= of_name)


def _words(label: str) -> str:
    return label.replace("_", " ")


def _share(outcomes: Iterable[bool]) -> float:
    return float(np.mean(list(outcomes)))
