"""Settings from the environment or `.env`. A wrong or unknown key refuses the start and is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}")


class SettingsRefused(Exception):
    """What is wrong with which key, in one line."""


class Settings(BaseSettings):
    """Every key of `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8-sig", extra="forbid")

    bot_token: str = ""
    bot_token_file: Path | None = None
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite:///data/tandem.sqlite3"
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    default_language: Literal["uk", "ru", "en"] = "uk"
    default_timezone: str = "Europe/Kyiv"
    tick_seconds: float = Field(default=5, gt=0, le=60)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("admin_ids", mode="before")
    @classmethod
    def numbers_with_commas(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("default_timezone")
    @classmethod
    def known_zone(cls, value: str) -> str:
        if value not in available_timezones() or "/" not in value:
            raise ValueError(f"{value!r} is not a time zone such as Europe/Kyiv")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def http_address(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/]+(/[^\s]*)?", value):
            raise ValueError("must begin with https:// (or http:// for a server of your own)")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def sqlite_address(cls, value: str) -> str:
        if not value.startswith("sqlite:///") or len(value) == len("sqlite:///"):
            raise ValueError("must be sqlite:///relative/path or sqlite:////absolute/path")
        return value

    @model_validator(mode="after")
    def token_from_file(self) -> Settings:
        if self.bot_token_file and not self.bot_token:
            try:
                self.bot_token = self.bot_token_file.read_text("utf-8-sig").strip()
            except OSError as error:
                raise ValueError(f"BOT_TOKEN_FILE cannot be read: {error.strerror}") from error
        if self.bot_token and not TOKEN.fullmatch(self.bot_token):
            raise ValueError("BOT_TOKEN does not look like BotFather's: 123456789:AA… on one line, without quotes")
        return self

    @property
    def database_path(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite:///"))

    def require_token(self) -> str:
        if not self.bot_token:
            raise SettingsRefused("BOT_TOKEN is empty. Put the token from @BotFather into .env, or try `tandem demo`.")
        return self.bot_token


def load(**given: Any) -> Settings:
    """The settings. Raises SettingsRefused with the first wrong key."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsRefused(_line(error)) from None


def _line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    key = "_".join(str(part) for part in first["loc"]).upper()
    words = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        return f"{key} is not a setting of Tandem. See .env.example for the ones there are."
    return f"{key}: {words}." if key else f"{words}."
