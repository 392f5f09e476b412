"""The espeak-ng library out of its wheel, behind the bindings that pyttsx3 carries.

The C library has one state for the whole process. `EspeakEngine` opens it for synchronous
rendering, pyttsx3's own espeak driver for a thread of its own, and each would break the other:
the two never live in one process, and `load` refuses the second.
"""

from __future__ import annotations

import ctypes
import importlib
import os
from typing import Any, Literal

from allvoice.packages import why_not
from allvoice.speech.model import EngineError

Mode = Literal["synchronous", "threaded"]
MEASURED_VERSION = "1.52.0"
"""The library whose voices the engines know the loudness of (`python -m benchmarks.loudness`)."""
_CLAIM = "allvoice_mode"


def data_path() -> str:
    """Return the folder of pronunciations that belongs to the library in the wheel."""
    import espeakng_loader

    return str(espeakng_loader.get_data_path())


def load(mode: Mode) -> Any:
    """Return the module of bindings, bound to the library in the wheel.

    Args:
        mode: how this process is going to open the library.

    Raises:
        EngineError: there is no library, or this process has opened it in the other mode.
    """
    try:
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = data_path()
        library = ctypes.CDLL(espeakng_loader.get_library_path())
        bindings = _bound_to(library)
    except ImportError as error:
        raise EngineError(why_not("The espeak voice", error)) from error
    except Exception as error:  # a library for another machine, missing data
        raise EngineError(
            f"The espeak voice cannot be loaded: {error}. "
            "Install espeakng-loader and pyttsx3 again."
        ) from error
    # The claim is kept where the state it guards is: with the library, one for the process.
    if getattr(bindings, _CLAIM, mode) != mode:
        raise EngineError(
            "The espeak voice is already open in another way in this process. "
            "Start allvoice again to change the engine."
        )
    setattr(bindings, _CLAIM, mode)
    return bindings


def version(espeak: Any) -> str:
    """Return the version of the library behind a module of bindings, such as "1.52.0"."""
    told = espeak.Info(None) or b""
    return bytes(told).decode("ascii", "replace").split(" ")[0]


def _bound_to(library: ctypes.CDLL) -> Any:
    """Import the bindings so that every name they look for means this library.

    They try a list of fixed places, where a system's older espeak may win and where Windows and
    macOS would find nothing.
    """
    loader: Any = ctypes.cdll
    loader.LoadLibrary = lambda _name: library
    try:
        return importlib.import_module("pyttsx3.drivers._espeak")
    finally:
        del loader.LoadLibrary
