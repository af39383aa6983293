"""Actors across articles: each country, body, person and outlet once, with what it was at which date.

``occurring`` takes the actors out of claims, ``keying`` and ``collecting`` make mentions of them,
``resolving`` (with ``bundling``, ``comparing``, ``clustering`` and ``tenures``) identities; ``directory``
keeps these.
"""
