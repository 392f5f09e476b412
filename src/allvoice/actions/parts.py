"""The parts that the actions are made of, each given what it needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.answers.about_here import AboutHere
from allvoice.actions.answers.care_team import CareTeam
from allvoice.actions.answers.contents import Contents
from allvoice.actions.answers.links import Links
from allvoice.actions.answers.sources import Sources
from allvoice.actions.answers.tables import Comparing
from allvoice.actions.answers.urgent import Urgent
from allvoice.actions.documents.document_actions import DocumentActions
from allvoice.actions.finding.finds_beside import FindsBeside
from allvoice.actions.finding.going import Going
from allvoice.actions.finding.guide_finds import GuideFinds
from allvoice.actions.finding.search import Search
from allvoice.actions.hands_free.any_key_mode import AnyKeyMode
from allvoice.actions.hands_free.heard_sections import HeardSections
from allvoice.actions.hands_free.played import PlayedKeeper, PlayedLast
from allvoice.actions.hands_free.playing import WhatToPlay
from allvoice.actions.hands_free.sleep_timer import SleepTimerActions
from allvoice.actions.hands_free.slept import SleptKeeper, SleptPlaces
from allvoice.actions.leaving import Leaving
from allvoice.actions.options.option_list import Options
from allvoice.actions.options.voices import Voices
from allvoice.actions.own_words.own_finds import OwnFinds
from allvoice.actions.shelf_actions import ShelfActions
from allvoice.actions.tour import Tour
from allvoice.actions.under_way import UnderWay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allvoice.actions.announcer import Announcer
    from allvoice.actions.model import ControlNames, FrontDoor, Result, Services
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.event_loop import Scheduler
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.store.shelf import Shelf


class Parts:
    """All of them; what one does with another is passed in here, and nowhere else."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        controls: ControlNames,
        front_door: FrontDoor,
        announcer: Announcer,
        choices: Choices,
        pause_scope: PauseScope,
        scheduler: Scheduler,
        services: Services,
        *,
        quit_at_once: Callable[[], Result],
        themes: Callable[[], Sequence[str]] | None,
        key_list: Callable[[], Result] | None,
        help_: Callable[[], Result],
        show: Callable[[Result], None],
        last: Callable[[], str],
        forget_last: Callable[[], None],
    ) -> None:
        """Make them, at rest.

        Args:
            session: the reading.
            shelf: where bookmarks are kept.
            controls: which keys or words ask for what.
            front_door: shows lists, and lets words be typed.
            announcer: tells what was done.
            choices: what the listener chose.
            pause_scope: pauses the reading while something else is listened to.
            scheduler: does later what takes long.
            services: what the program around the reader does for it.
            quit_at_once: ends the program.
            themes: names of the colours; None where nothing is drawn.
            key_list: returns the list of keys; None where actions are asked for by words.
            help_: returns the help.
            show: shows what an action gave back.
            last: returns the action that was done last.
            forget_last: lets the next action be the first of its kind.
        """
        self.tour = Tour(session, controls, front_door, announcer, pause_scope)
        self.going = going = Going(
            session, front_door, show, lambda *place: self.documents.open_at(*place)
        )
        self.heard_sections = heard_sections = HeardSections(
            session, controls, services.listening, going.to_find
        )
        self.contents = Contents(
            session,
            going.from_list,
            lambda section: kept.bookmarks.add_section(section),
            lambda section: kept.bookmarks.note_section(section),
            lambda section: self.playing.queue.add_listed(section),
            heard_sections.heard,
        )
        self.comparing = comparing = Comparing(
            session, controls, front_door, announcer, pause_scope, going.from_list
        )
        self.kept = kept = ShelfActions(
            session,
            shelf,
            controls,
            front_door,
            announcer,
            pause_scope,
            going,
            comparing,
            services,
            choices,
            self.contents,
            scheduler,
            last,
            lambda *place: self.playing.queue.add_place(*place),
        )
        slept = SleptPlaces(shelf.remembered)
        self.sleep_timer = sleep_timer = SleepTimerActions(
            session,
            controls,
            front_door,
            pause_scope,
            shelf.remembered,
            slept,
            is_heard=services.is_heard,
            draws=announcer.draws,
        )
        self.slept_keeper = SleptKeeper(session, slept)
        self.played_keeper = PlayedKeeper(session, PlayedLast(shelf.remembered))
        self.playing = WhatToPlay(
            session,
            shelf,
            controls,
            front_door,
            pause_scope,
            kept.undo,
            kept.marking.places,
            kept.marking.carried,
        )
        self.about_here = about_here = AboutHere(
            session,
            controls,
            front_door,
            lambda: sleep_timer.told,
            lambda: " ".join(filter(None, (heard_sections.words(), kept.bookmarks.told_here()))),
        )
        self.search = Search(
            session,
            controls,
            front_door,
            announcer,
            pause_scope,
            going.to_find,
            scheduler,
            FindsBeside(
                GuideFinds(
                    services.own_guide,
                    partial(_is_own_guide_read, session, services),
                    lambda: self.search.names,
                    lambda *place: self.documents.open_at(*place),
                ),
                OwnFinds(shelf, going.to_kept),
            ),
            self.playing.queue.add_from,
        )
        self.care_team = CareTeam(controls, front_door, pause_scope, choices, draws=announcer.draws)
        self.urgent = Urgent(
            session,
            controls,
            front_door,
            pause_scope,
            self.care_team,
            shelf.remembered,
            services.own_guide,
        )
        self.leaving = Leaving(
            session,
            shelf,
            front_door,
            announcer,
            scheduler,
            quit_at_once,
            quit_key=lambda: controls.shown("quit"),
            elsewhere=services.elsewhere,
            is_said=services.says_farewell,
            asks=services.asks_before_leaving,
        )
        self.under_way = UnderWay(self.search, self.tour, comparing, self.leaving)
        self.sources = Sources(session, controls)
        self.links = Links(session, controls, front_door, pause_scope, services)
        self.options = Options(
            session,
            controls,
            announcer,
            choices,
            themes=themes,
            care_team=self.care_team,
            backups=kept.backup_folder,
            key_list=key_list,
            voices=Voices(session, choices, at_once=services.changes_engine),
            more=[
                ("Bookmarks", kept.marking.list.as_list),
                ("Visit sheet", kept.actions["visit_sheet"]),
                *([("Tour of the keys", self.tour.give)] if key_list is not None else []),
                ("Help", help_),
            ],
        )
        self.any_key = AnyKeyMode(
            session,
            controls,
            front_door,
            pause_scope,
            choices,
            kept.bookmarks.add_at,
            draws=announcer.draws,
            comes_as_typed=services.asks_before_leaving,
        )
        takers = (self.search, about_here, self.links, kept, sleep_timer)
        self.documents = DocumentActions(
            session,
            controls,
            scheduler,
            front_door,
            announcer,
            pause_scope,
            self.under_way,
            kept.undo,
            services,
            [forget_last, *(each.take_guide for each in takers)],
        )


def _is_own_guide_read(session: ReadingSession, services: Services) -> bool:
    """Return whether the document being read is the guide that comes with the program."""
    if services.documents is not None:
        return services.documents.present.path is None
    guide = services.own_guide()
    return guide is None or guide.id == session.guide.id
