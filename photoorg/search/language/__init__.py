"""The language of the search field: one for the window, the command line and Python.

Words mean what they say in a picture; ``field:value`` asks the catalogue. Next to each other, all must hold::

    dog on the beach -snow
    (cat OR dog) AND sofa
    sunset^2 after:2023-06 before:2024 place:Lisbon rating:>=4 is:favourite
    "red car" like:/path/photo.jpg in:"Summer 2023"

``grammar.lark`` is the grammar, ``fields`` the fields and what their values mean, ``dates`` the dates,
``syntax`` what a query is once it was read, ``parsing`` reads it.
"""
