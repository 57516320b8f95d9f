"""Dockerfile and compose.yaml against what they speak of. To build and run them is for hands (docs/operations.md)."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

from bot.settings import Settings
from tests.world.process import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
POSTGRESQL_OF = {"trixie": 17}
"""Which version of the client a release of Debian has: https://packages.debian.org/trixie/postgresql-client."""


def copied() -> set[str]:
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.M)
    return {name for line in lines for name in line.split()}


def test_what_is_copied_into_the_image_is_there_and_let_in() -> None:
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    for name in copied():
        assert (ROOT / name).exists(), name
        assert name.split("/")[0] in let_in, name


def test_all_that_the_wheel_is_built_from_is_copied() -> None:
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert {
        *wheel["packages"],
        "guide",
        "docs/guide",
        "hatch_build.py",
        "pyproject.toml",
        "uv.lock",
        PROJECT["project"]["readme"],
    } <= copied()


def test_the_image_starts_a_command_that_the_package_has() -> None:
    commands = re.findall(r'^(?:ENTRYPOINT|HEALTHCHECK .* CMD) \["(\w+)"', DOCKERFILE, re.M)
    assert commands == ["tandem", "tandem"]
    assert set(commands) <= set(PROJECT["project"]["scripts"])


def test_all_that_changes_lies_in_the_volume_of_the_image_s_user() -> None:
    user = re.findall(r"^USER (\w+)$", DOCKERFILE, re.M)[-1]
    volume = re.findall(r"^VOLUME (\S+)$", DOCKERFILE, re.M)[-1]
    assert f"install -d -o {user} -g {user} -m 700 {volume}" in DOCKERFILE
    assert f"DATABASE_URL=sqlite:///{volume}/" in DOCKERFILE
    for name in ("tandem", "tandem-2"):
        service = COMPOSE["services"][name]
        assert [mount.split(":")[1] for mount in service["volumes"]] == [volume]
        assert service["environment"]["BACKUP_DIR"].startswith(f"{volume}/")
        assert set(service["environment"]) - {"PGPASSWORD"} <= {field.upper() for field in Settings.model_fields}
    assert {mount.split(":")[0] for one in COMPOSE["services"].values() for mount in one["volumes"]} == set(
        COMPOSE["volumes"]
    )


def test_the_image_can_copy_the_server_of_compose() -> None:
    """pg_dump refuses a server that is newer than itself."""
    (release,) = set(re.findall(r"^FROM python:[\d.]+-slim-(\w+)", DOCKERFILE, re.M))
    _, version = COMPOSE["services"]["postgresql"]["image"].split(":")
    assert POSTGRESQL_OF[release] >= int(version)
