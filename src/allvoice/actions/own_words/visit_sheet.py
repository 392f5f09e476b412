"""The sheet for a visit, written by one action for who knows no command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from allvoice.actions.model import ListItem, ListModel, Message, Result
from allvoice.errors import ShelfError
from allvoice.own_files import answered
from allvoice.text import shown

if TYPE_CHECKING:
    from allvoice.actions.model import FrontDoor, Services
    from allvoice.shelf.store.shelf import Shelf

FILE_NAME = "visit.html"
DAYS = 14
"""Of so many days what was written down stands on it."""
WRITTEN = "The visit sheet is written"
OPENED = "Opened in your browser."
NOT_OPENED = "It could not be opened; open the file yourself."


class VisitSheet:
    """Writes the sheet beside the listener's other documents, and shows it in their browser."""

    def __init__(self, shelf: Shelf, front_door: FrontDoor, services: Services) -> None:
        """Write nothing yet.

        Args:
            shelf: what the sheet is made of.
            front_door: shows the list that offers to open it.
            services: know the folder, and the browser.
        """
        self._shelf = shelf
        self._front_door = front_door
        self._services = services

    def write(self) -> Result:
        """Write the sheet under a name that is free, say where it is, and offer to open it."""
        # Only here: most who listen never make one.
        from allvoice.export.shelf_copy.files import write_beside
        from allvoice.export.shelf_copy.html_page import html
        from allvoice.export.shelf_copy.pages import visit_sheet

        text = html(visit_sheet(self._shelf.kept(), datetime.now().astimezone(), DAYS))
        wanted = self._services.documents_folder() / FILE_NAME
        try:
            path = answered(lambda: write_beside(wanted, text))
        except ShelfError as error:
            return Message(str(error), earcon="alarm", asked=True)
        except OSError as error:
            why = f"{wanted.parent} cannot be written: {error.strerror or error}."
            return Message(why, earcon="alarm", asked=True)
        if not self._services.can_open_pages():
            return Message(f"{WRITTEN}: {_named(path)}.", earcon="on", asked=True)
        return ListModel(
            WRITTEN,
            1,
            # Where it is stands in the item, since lines have no name of a list.
            lambda index: ListItem(f"Open {_named(path)} in your browser, to print it"),
            lambda index: self._open(path),
            "visit_sheet",
            hint="{choose} opens it, {back} leaves.",
            asked=True,
            does="open it",
        )

    def _open(self, path: Path) -> Result:
        is_open = self._services.open_file(path)
        self._front_door.close_list()
        if is_open:
            return Message(OPENED, earcon="on")
        return Message(NOT_OPENED, earcon="edge", asked=True)


def _named(path: Path) -> str:
    """Return a path as people say it: their own folder is the tilde."""
    try:
        return shown(str(Path("~") / path.relative_to(Path.home())))
    except (ValueError, RuntimeError):
        return shown(str(path))
