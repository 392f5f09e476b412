"""How the text of the guide is shown."""

from __future__ import annotations

from dataclasses import dataclass

from allvoice.shelf.settings.specs import Settings


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    """The listener's choices for the reading view."""

    highlight_word: bool = True
    double_spacing: bool = False
    ruler: str = "off"
    """"off", "line" or "mask"."""
    scroll: str = "page"
    """"page", "middle" or "top"."""
    column: str = "left"
    """"left" or "middle"."""
    beside: bool = False
    one_sentence: bool = False
    external_screen_reader: bool = False

    @classmethod
    def of(cls, settings: Settings) -> DisplaySettings:
        """Return what the settings say."""
        return cls(
            highlight_word=settings.highlight_word,
            double_spacing=settings.double_spacing,
            ruler=settings.ruler,
            scroll=settings.scroll,
            column=settings.column,
            beside=settings.beside,
            one_sentence=settings.one_sentence,
            external_screen_reader=settings.external_screen_reader,
        )

    @property
    def is_alone(self) -> bool:
        """Whether the sentence is shown without its neighbours."""
        return self.one_sentence or self.external_screen_reader
