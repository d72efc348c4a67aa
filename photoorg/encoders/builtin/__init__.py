"""The built-in model: an OpenCLIP model that needs no download (see ``resources/builtin/MODEL_CARD.md``)."""
