"""Tells in words what a copy brings that a shelf does not have yet."""

from __future__ import annotations

from allvoice.shelf.store.coming_back import ComingBack


def told(comes: ComingBack, *, is_done: bool, is_empty: bool) -> str:
    """Return what a copy brings.

    Args:
        comes: that.
        is_done: it was brought; else it would be.
        is_empty: the copy holds nothing at all.
    """
    new = _words(comes)
    differing = comes.differing
    if not new and not differing:
        return (
            f"Nothing is new. {'The copy is empty.' if is_empty else 'All of it is here already.'}"
        )
    sentences = [f"{'Brought' if is_done else 'Would bring'} back {new}."]
    if not new:
        sentences = ["Nothing is missing here."]
    if differing:
        verb = "differs" if differing == 1 else "differ"
        kept = "are" if is_done else "would be"
        sentences.append(f"{differing} {verb} from the copy: both wordings {kept} kept.")
    return " ".join(sentences)


def _words(comes: ComingBack) -> str:
    """Return what is new, for a sentence; empty where nothing is."""
    found = [
        f"{count} {one if count == 1 else several}"
        for (one, several), count in comes.new.items()
        if count
    ]
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))
