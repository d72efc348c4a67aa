"""Pixels and words to vectors: the protocol, one loader for every OpenCLIP model, and the built-in model.

Importing this package, :mod:`~photoorg.encoders.model_name` or :mod:`~photoorg.encoders.loading` loads
neither torch nor open_clip; :func:`~photoorg.encoders.loading.load_encoder` does.
"""
