"""Words that are frequent wherever people talk: they tell little, however rare a guide has them."""

from __future__ import annotations

from allvoice.guide.search.folding import stem

_WORDS = """
    able actually almost alone already although always amount another anybody anymore anyone
    anything anyway around ask asked bad badly because become began begin being believe best
    better big bit bring call called came care caring carry change check close come comes coming
    completely dangerous day days decide difference different dr during easy either else end
    enough entire even ever every everybody everyone everything exactly expect extra fact fast
    feel feeling feels few find fine finish first follow forever found full fun gave getting
    gone good great guess guy guys half hand happened hard hardly he'll hear heard help helps
    here's hi hope hour hours idea instead issue it'll job kind knew knows large last lately
    later leave left less let's life like likes little live lives long longer look looking looks
    lot lots low luck made main make making matter maybe mind mine minute minutes moment month
    months morning most mostly move near nearly never new next nice night nobody nothing notice
    number often old one ones only open other others outside own part people perfect person
    place plan please point possible probably problem problems put question questions quick
    quickly quite rather read ready real reason regular right safe said same saw say saying says
    see seem seems seen send set several short should've side simple since sit small
    somehow sometimes somewhere soon sorry sort start started starting stay step stop stuff
    suddenly super supposed sure switch talk talking tell telling thank thanks thing things
    think thinking thought three through throughout time times tiny today together told tomorrow
    tonight took top total totally tried try trying turn turned two type understand until usual
    usually wait waiting want watch week weeks weird well went whatever whenever whether while
    whole wish without wonder wondering word words work working works world worse worst wrong
    year years yes yesterday yet you're your's
"""
_PEOPLE = """
    adult baby cancer chemo chemotherapy child children dad daddy daughter disease doctor
    doctors family father hospital husband illness kid kids leukemia man medicine mom mommy
    mother parent parents patient patients son toddler treatment wife woman
"""
COMMON = frozenset(map(stem, _WORDS.split()))
"""Their stems."""
PLAIN = frozenset(map(stem, _PEOPLE.split()))
"""Who is ill, and with what, tells less still in a guide about it."""
FIGURES = frozenset({
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve",
    "dozen", "couple", "half", "hundred",
})  # fmt: skip
"""Figures that are written as words."""
PARTICLES = frozenset({"up", "out", "off", "away", "over", "before", "after"})
"""They tell something only beside another word: "throw up"."""
