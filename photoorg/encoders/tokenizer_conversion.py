"""A tokenizer of open_clip written down as a definition that needs neither open_clip nor transformers."""

from __future__ import annotations

from typing import Any

from photoorg.encoders.tokenizing import CLEANING, NotConvertible, TokenizerRules

# The pattern of open_clip's SimpleTokenizer, in the syntax of the tokenizers library.
_CLIP_WORDS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def convert_tokenizer(tokenizer: Any, *, fixed_length: bool) -> tuple[str, TokenizerRules]:
    """The content of a tokenizer.json, and what open_clip does around it.

    Args:
        tokenizer: what ``open_clip.get_tokenizer`` returned.
        fixed_length: False where the text tower ignores padding, which may then be left out.

    Raises:
        NotConvertible: a kind of tokenizer that is not known here.
    """
    from open_clip.tokenizer import HFTokenizer, SimpleTokenizer

    if isinstance(tokenizer, SimpleTokenizer):
        if tokenizer.reduction_fn is not None:
            raise NotConvertible("the tokenizer drops words at random")
        rules = TokenizerRules(_cleaning(tokenizer), int(tokenizer.context_length or 0), 0, fixed_length)
        return _byte_pair_definition(tokenizer), rules
    if isinstance(tokenizer, HFTokenizer):
        return _hugging_face(tokenizer, fixed_length)
    raise NotConvertible(f"the tokenizer is a {type(tokenizer).__name__}")


def _hugging_face(tokenizer: Any, fixed_length: bool) -> tuple[str, TokenizerRules]:
    inner = tokenizer.tokenizer
    usual = not tokenizer.tokenizer_mode and inner.padding_side == inner.truncation_side == "right"
    if not (usual and inner.is_fast):
        raise NotConvertible("the tokenizer works in an unusual way")
    rules = TokenizerRules(
        clean=_cleaning(tokenizer),
        context_length=int(tokenizer.context_length),
        pad_id=int(inner.pad_token_id),
        fixed_length=fixed_length,
        zeroed_id=int(inner.sep_token_id) if tokenizer.strip_sep_token else None,
    )
    return inner.backend_tokenizer.to_str(), rules


def _cleaning(tokenizer: Any) -> str:
    from open_clip.tokenizer import get_clean_fn

    for name in CLEANING:
        if get_clean_fn(name) is tokenizer.clean_fn:
            return name
    raise NotConvertible("the tokenizer cleans texts in an unknown way")


def _byte_pair_definition(tokenizer: Any) -> str:
    """CLIP's byte pairs. A written-out special token counts as one here even where it touches punctuation."""
    from tokenizers import AddedToken, Regex, Tokenizer
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import ByteLevel, Sequence, Split
    from tokenizers.processors import TemplateProcessing

    merges = sorted(tokenizer.bpe_ranks, key=tokenizer.bpe_ranks.__getitem__)
    start, end, *_ = specials = [tokenizer.decoder[number] for number in tokenizer.all_special_ids]
    converted = Tokenizer(BPE(vocab=tokenizer.encoder, merges=merges, end_of_word_suffix="</w>"))
    converted.add_special_tokens([AddedToken(special, normalized=False) for special in specials])
    converted.pre_tokenizer = Sequence(
        [
            Split(Regex(_CLIP_WORDS), behavior="removed", invert=True),
            ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    converted.post_processor = TemplateProcessing(
        single=f"{start} $A {end}",
        special_tokens=[(start, tokenizer.sot_token_id), (end, tokenizer.eot_token_id)],
    )
    return converted.to_str()
