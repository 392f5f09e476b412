"""What can go wrong, as one sentence a tired person understands.

Every message says what happened, where, and what to do. The tree:

    AllvoiceError                exit code 2
      UnreadableGuideError       exit code 2: the guide cannot be opened or read
      SettingsError              exit code 2: a setting or option is unknown or out of range
      ShelfError                 exit code 2: places, marks and notes cannot be stored
      IncompleteFileError        exit code 1: a sound file asked for is not whole
      NoVoiceError               exit code 3: nothing here can speak
"""

from __future__ import annotations

EXIT_OK = 0
EXIT_CHECK_FAILED = 1
EXIT_INCOMPLETE = 1
EXIT_WRONG_USE = 2
EXIT_NO_VOICE = 3


class AllvoiceError(Exception):
    """An error whose text is fit to be shown and spoken."""

    exit_code = EXIT_WRONG_USE


class UnreadableGuideError(AllvoiceError):
    """The guide cannot be found, opened or understood as text."""


class SettingsError(AllvoiceError):
    """A setting or option is unknown or out of range."""


class ShelfError(AllvoiceError):
    """Places, marks and notes cannot be stored."""


class IncompleteFileError(AllvoiceError):
    """A sound file asked for is not whole."""

    exit_code = EXIT_INCOMPLETE


class NoVoiceError(AllvoiceError):
    """No engine can speak on this computer."""

    exit_code = EXIT_NO_VOICE
