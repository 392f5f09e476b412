"""What stands beside a token, and what its sentence is about."""

from __future__ import annotations

import re
from functools import cached_property

_LABORATORY = re.compile(
    r"\b(?:ANC|AN?C|ALC|AMC|WBCs?|RBCs?|HGB|[Hh]gb|Hb|HCT|[Hh]ct|PLTs?|[Pp]lts?|[Pp]latelets?|"
    r"MCV|MCHC?|RDW|MPV|[Hh]emoglobin|[Hh]aemoglobin|[Hh]ematocrit|[Nn]eut(?:rophil)?s?|"
    r"[Ll]ymphocytes?|[Ll]ymphs?|[Mm]onocytes?|[Ee]osinophils?|[Bb]asophils?|[Bb]lasts?|"
    r"[Rr]eticulocytes?|[Rr]etics?|[Ww]hite (?:blood )?cells?|[Rr]ed (?:blood )?cells?|"
    r"[Cc]reatinine|[Cc]reat|[Pp]otassium|[Ss]odium|[Cc]hloride|[Mm]agnesium|[Pp]hosph(?:ate|orus)|"
    r"[Cc]alcium|[Bb]icarb(?:onate)?|[Gg]lucose|[Uu]rea|[Uu]ric acid|[Bb]ilirubin|[Bb]ili|"
    r"[Aa]lbumin|[Pp]rotein|[Ll]ipase|[Aa]mylase|[Ff]ibrinogen|[Ff]erritin|[Tt]riglycerides?|"
    r"ALT|AST|ALP|GGT|BUN|LDH|CRP|ESR|PTT|aPTT|INR|Ig[GAM]|TSH|HbA1c|CSF|CBC|CMP|BMP|MRD|"
    r"[Ll]abs?|[Ll]aboratory|[Rr]esults?|[Rr]eference|[Rr]ange|[Ff]lags?)\b|"
    # Their units; and one letter or two before a value, as "K 3.9".
    r"\d ?(?:[kK]|g|mg|mmol|mEq|U|IU|ng|x?10(?:\^|\*|E)\d+)/(?:[dμu]?L|mcL|mm3)|"
    r"\b(?:K|Na|Cl|Mg|Ca|Phos|CO2|HCO3|Cr):? ?[<>]?\d"
)
"""Names of what is counted or measured in blood, and the words of the sheets they are told on."""
_FLUID = re.compile(
    r"\b(?:[Dd]r(?:ink|ank)\w{0,3}|[Ff]luids?|[Ww]ater|[Ss]aline|[Ii]nfus\w{1,4}|[Bb]olus|[Bb]ags?|"
    r"[Oo]xygen|O2|[Uu]rine|[Oo]utput|[Ii]ntake|[Ll]it(?:er|re)s?|[Jj]uice|[Bb]ottles?|[Hh]ydrat\w{1,4}|"
    r"[Cc]annula|PEG|IVF|NS|D5W?)\b|\bL/min\b"
)
_DILUTION = re.compile(
    r"\b(?:[Dd]ilut\w{1,4}|[Rr]atios?|[Tt]it(?:er|re)s?|[Bb]leach|[Aa]drenaline|[Ee]pinephrine|[Pp]arts?)\b"
)
_SCHEDULE = re.compile(
    r"\b(?:[Dd]oses?|[Dd]aily|[Dd]ays?|[Ww]eeks?|[Ww]eekly|[Cc]ycles?|[Gg]ive|[Tt]ake|[Hh]old|"
    r"[Ss]chedule|[Cc]linic|[Oo]nce|[Tt]wice|BID|TID|QID|QHS|mg|mL|tabs?|tablets?|a\.?m\.?|p\.?m\.?|"
    r"[Oo]pen|[Hh]ours|[Oo]ffice|[Ee]very|[Vv]isits?|[Ll]abs|[Cc]aps|mcg|PRN|prn|PO|po|qd|QD|qod|"
    r"bid|tid|qid|qhs|[Dd]raw|[Cc]hemo)\b|\d(?:mg|mL|mcg| ?[ap]\.?m\b|:\d\d)|\b[qQ]\d"
)
_TREATMENT = re.compile(
    r"\b(?:[Cc]ycles?|[Dd]ays?|DAYS?|[Ww]eeks?|[Cc]hemo\w{0,9}|[Ii]nduction|[Cc]onsolidation|"
    r"[Mm]aintenance|[Ii]nfusions?|[Tt]ransplant|BMT|HSCT|[Tt]reatments?|"
    r"[Pp]rotocol|[Rr]oadmap|[Ii]ntensification|[Cc]onditioning|IT|MTX|VCR|PEG|DEX|[Bb]lina|"
    r"[Cc]\d{1,2},? ?[Dd]\d{1,2}|[Dd][-+]\d{1,3}|[A-Za-z]{3,14}(?:mab|cristine|rubicin|gase|"
    r"trexate|purine|rabine|sone|lone|phamide|poside|tinib))\b"
)
_NUMBERED_DAY = re.compile(r"\b[DW]\d{1,3}\b")


class Context:
    """What a text is about. Each question is worked out where a rule asks it, and once."""

    def __init__(self, text: str = "") -> None:
        """Take the text: a sentence, or the whole row of a table."""
        self.text = text

    @cached_property
    def is_laboratory(self) -> bool:
        """Values of a laboratory are told: "WBC 3.2 (L)"."""
        return bool(_LABORATORY.search(self.text))

    @cached_property
    def is_fluid(self) -> bool:
        """Something is told of what is drunk, breathed or given by the liter."""
        return bool(_FLUID.search(self.text))

    @cached_property
    def is_dilution(self) -> bool:
        """One thing is told to be so much of another: "diluted 1:10"."""
        return bool(_DILUTION.search(self.text))

    @cached_property
    def is_schedule(self) -> bool:
        """It tells when something is given: "5 mg Mon-Wed-Fri"."""
        return bool(_SCHEDULE.search(self.text))

    @cached_property
    def is_treatment(self) -> bool:
        """It tells the days of a treatment: "VCR on D1 and D8"."""
        if _TREATMENT.search(self.text):
            return True
        return len({*_NUMBERED_DAY.findall(self.text)}) > 1


NO_CONTEXT = Context()


class Around:
    """The text beside a token, its signs in their normal form.

    It notes what of it was looked at: what is said of a token depends on nothing else.
    """

    __slots__ = (
        "_after", "_before", "_context", "_displayed", "_earlier", "_is_of_a_part", "_looks",
        "shouting",
    )  # fmt: skip

    def __init__(
        self,
        before: str = "",
        after: str = "",
        shouting: bool = False,
        displayed: str = "",
        earlier: str = "",
        context: Context = NO_CONTEXT,
    ) -> None:
        """Take what stands around a token.

        Args:
            before: the token before it.
            after: the text that comes next, or its beginning.
            shouting: the whole sentence is in capitals.
            displayed: the text that comes next as it is displayed; `after` in its normal form.
            earlier: what stands before it in its sentence, as displayed; the end of a long text.
            context: what its sentence, or its row of a table, is about.
        """
        self._before = before
        self._after = after
        self.shouting = shouting
        self._displayed = displayed
        self._earlier = earlier
        self._context = context
        self._is_of_a_part = False
        self._looks: list[str] = []

    @property
    def before(self) -> str:
        """The token before it."""
        if not self._is_of_a_part:
            self._looks.append("before")
        return self._before

    @property
    def after(self) -> str:
        """The text that comes next, or its beginning."""
        if not self._is_of_a_part:
            self._looks.append("after")
        return self._after

    @property
    def displayed(self) -> str:
        """The text that comes next as it is displayed."""
        if not self._is_of_a_part:
            self._looks.append("displayed")
        return self._displayed

    @property
    def earlier(self) -> str:
        """What stands before it in its sentence, as displayed; the end of it where it is long."""
        self._looks.append("earlier")
        return self._earlier

    @property
    def context(self) -> Context:
        """What its sentence, or its row of a table, is about."""
        self._looks.append("context")
        return self._context

    @property
    def looks(self) -> frozenset[str]:
        """The names of what was looked at: what was said depends on nothing else."""
        return frozenset(self._looks)

    def beside(self, before: str = "", after: str = "") -> Around:
        """Return the same surroundings for a part of the token, with other neighbours."""
        part = Around(before, after, self.shouting, "", self._earlier, self._context)
        # Its neighbours were given; what it shares with the whole is noted there.
        part._is_of_a_part = True
        part._looks = self._looks
        return part

    def with_after(self, after: str) -> Around:
        """Return the same surroundings with another text that comes next."""
        self._looks.append("after")
        return Around(
            self._before, after, self.shouting, self._displayed, self._earlier, self._context
        )
