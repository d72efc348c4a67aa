"""Tokenizers without torch and transformers give the ids of open_clip's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photoorg.encoders.tokenizer_conversion import convert_tokenizer
from photoorg.encoders.tokenizing import NotConvertible, Tokenizer

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [
    *(
        "a dog",
        "",
        "   ",
        "Two dogs, it's RAINING!  they'LL don't",
        "a\nb\tc",
        "<b>&amp;amp; &lt;</b>",
        "x" * 10_000,
    ),
    *(
        "日本の寺",
        "красная машина",
        "Straße ẞ İstanbul ﬁ ǅ",
        "cafe\u0301 café",
        "🐕‍🦺 👩‍👩‍👧 ½ ② 1234",
        "mÃ¼nchen â€œquotedâ€",
    ),
    *(
        "a_b-c",
        "<start_of_text> a <end_of_text>",
        "[CLS] a [SEP] [PAD]",
        "\x00\x1f\u200b\u3000\ufeff",
        "it's a word " * 60,
    ),
]
# Letters that both sides know as letters: they follow different editions of Unicode.
CHARACTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z", "Mn"], max_codepoint=0x1FAFF)


def _small_hugging_face(directory: Path) -> str:
    """A stand-in for a published sentencepiece tokenizer: byte pairs learned on a few words."""
    from tokenizers import Tokenizer as Backend
    from tokenizers import models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    backend = Backend(models.BPE(unk_token="<unk>", byte_fallback=False))
    backend.pre_tokenizer = pre_tokenizers.Metaspace()
    trainer = trainers.BpeTrainer(
        vocab_size=300, special_tokens=["<pad>", "<eos>", "<unk>"], show_progress=False
    )
    backend.train_from_iterator(TEXTS, trainer)
    backend.post_processor = processors.TemplateProcessing(single="$A <eos>", special_tokens=[("<eos>", 1)])
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=backend, pad_token="<pad>", eos_token="<eos>", unk_token="<unk>", sep_token="<eos>"
    )
    tokenizer.save_pretrained(directory)
    return str(directory)


@pytest.fixture(scope="module", params=["clip", "clip canonicalize", "builtin", "small", "small stripped"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Tokenizer]:
    """open_clip's tokenizer, and ours made from it."""
    from open_clip.tokenizer import HFTokenizer, SimpleTokenizer

    from photoorg.encoders.builtin.architecture import load_tokenizer

    if request.param == "builtin":
        theirs: Any = load_tokenizer().full
    elif request.param.startswith("clip"):
        theirs = SimpleTokenizer(context_length=77, clean="canonicalize" if " " in request.param else "lower")
    else:
        directory = _small_hugging_face(tmp_path_factory.mktemp("tokenizer"))
        stripped = "stripped" in request.param
        clean = "whitespace" if stripped else "canonicalize"
        theirs = HFTokenizer(directory, context_length=16, clean=clean, strip_sep_token=stripped)
    definition, rules = convert_tokenizer(theirs, fixed_length=True)
    return theirs, Tokenizer(definition, rules.as_json())


def test_ids_equal_those_of_open_clip(pair: tuple[Any, Tokenizer]) -> None:
    theirs, ours = pair
    ids = ours(TEXTS)
    assert ids.dtype == np.int64
    for text, row, expected in zip(TEXTS, ids, theirs(TEXTS).numpy(), strict=True):
        np.testing.assert_array_equal(row, expected, err_msg=repr(text))


@given(text=st.text(CHARACTERS, max_size=40))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_ids_of_any_text_equal_those_of_open_clip(pair: tuple[Any, Tokenizer], text: str) -> None:
    theirs, ours = pair
    np.testing.assert_array_equal(ours([text]), theirs([text]).numpy())


def test_rows_are_no_longer_than_needed_where_padding_does_not_matter() -> None:
    from photoorg.encoders.builtin.architecture import load_tokenizer

    theirs = load_tokenizer()
    definition, rules = convert_tokenizer(theirs.full, fixed_length=False)
    ours = Tokenizer(definition, rules.as_json())
    for texts in (["a dog"], ["a", "a longer text about a dog"], TEXTS):
        np.testing.assert_array_equal(ours(texts), theirs(texts).numpy())


def test_a_tokenizer_that_drops_words_at_random_is_not_converted() -> None:
    from open_clip.tokenizer import SimpleTokenizer

    with pytest.raises(NotConvertible, match="random"):
        convert_tokenizer(SimpleTokenizer(reduction_mask="simple"), fixed_length=True)


def test_an_unknown_tokenizer_is_not_converted() -> None:
    with pytest.raises(NotConvertible, match="object"):
        convert_tokenizer(object(), fixed_length=True)
