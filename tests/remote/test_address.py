"""Only a session bus of this computer is spoken to."""

from __future__ import annotations

import pytest

from allvoice.remote.address import NO_BUS, NOT_LOCAL, VARIABLE, local_address


@pytest.mark.parametrize(
    ("wanted", "spoken_to"),
    [
        ("unix:path=/run/user/1000/bus", "unix:path=/run/user/1000/bus"),
        ("unix:abstract=/tmp/dbus-x,guid=12", "unix:abstract=/tmp/dbus-x"),
        ("tcp:host=there,port=1;unix:path=/run/bus", "unix:path=/run/bus"),
        ("unix:guid=1,path=/tmp/with%20blank", "unix:path=/tmp/with%20blank"),
    ],
)
def test_a_socket_of_this_computer_is_spoken_to(wanted: str, spoken_to: str) -> None:
    assert local_address({VARIABLE: wanted}) == (spoken_to, "")


@pytest.mark.parametrize(
    "wanted",
    [
        "tcp:host=localhost,port=12345",
        "tcp:host=192.0.2.1,port=12345,family=ipv4",
        "nonce-tcp:host=localhost,port=1,noncefile=/tmp/nonce",
        "unixexec:path=ssh,argv1=there",
        "launchd:env=DBUS_LAUNCHD_SESSION_BUS_SOCKET",
        "autolaunch:",
        "unix:tmpdir=/tmp",
        "unix:path=",
        "unix:path=/tmp/%00bus",
        "unix",
        ";;",
        "=,=;:",
    ],
)
def test_whatever_else_it_is_it_is_left_alone(wanted: str) -> None:
    assert local_address({VARIABLE: wanted}) == ("", NOT_LOCAL)


@pytest.mark.parametrize("environment", [{}, {VARIABLE: ""}, {VARIABLE: "  "}])
def test_without_a_bus_none_is_started(environment: dict[str, str]) -> None:
    assert local_address(environment) == ("", NO_BUS)
