"""From training photos to the heads that photoorg ships, one seeded command::

    python -m photoorg.encoders.builtin.training --data DIR --out photoorg/resources/builtin

``DIR`` holds ``flickr8k/`` (images and captions.csv) and ``labelled/`` (images and labels.csv). The features
of the frozen towers are computed once and cached outside the repository; training on them takes minutes on
two cores.
"""
