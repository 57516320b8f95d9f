"""Settings from the environment or `.env`. A wrong or unknown key refuses the start and is named."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.refusal import CommandRefused
from domain.languages import known
from storage.opening import file_of, is_sqlite

_zones = cache(available_timezones)
TELEGRAM = "https://api.telegram.org"
TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}")


class SettingsRefused(CommandRefused):
    """What is wrong with which key, in one line."""


def check_webhook(url: str, secret: str, telegrams_own: bool) -> None:
    """Telegram's own server calls https only; a Bot API server of one's own may call http. Raises ValueError."""
    schemes = "https" if telegrams_own else "https?"
    if not re.fullmatch(rf"{schemes}://[A-Za-z0-9.-]+(:\d+)?/[A-Za-z0-9/_.-]*", url):
        raise ValueError(f"WEBHOOK_URL must be https://your.host/a/path of letters, digits and / _ . -, not {url!r}")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise ValueError("WEBHOOK_SECRET must be 1 to 256 letters, digits, _ and -: it tells Telegram from others")


class Settings(BaseSettings):
    """Every key of `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8-sig", extra="forbid")

    bot_token: str = ""
    bot_token_file: Path | None = None
    telegram_api_url: str = TELEGRAM
    database_url: str = "sqlite:///data/tandem.sqlite3"
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    default_language: Annotated[str, AfterValidator(known)] = "uk"
    default_timezone: str = "Europe/Kyiv"
    sends_a_second: int = Field(default=30, ge=10, le=1000)
    group_sends_a_minute: int = Field(default=20, ge=1)
    tick_seconds: float = Field(default=5, gt=0, le=60)
    backup_dir: Path | None = None
    backup_hour: int = Field(default=3, ge=0, le=23)
    health_port: int | None = Field(default=None, ge=1, le=65535)
    health_host: str = "127.0.0.1"
    metrics: bool = False
    webhook_url: str = ""
    webhook_secret: str = ""
    guide_url: str = ""
    sentry_dsn: str = ""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("admin_ids", mode="before")
    @classmethod
    def numbers_with_commas(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("default_timezone")
    @classmethod
    def known_zone(cls, value: str) -> str:
        if value not in _zones() or "/" not in value:
            raise ValueError(f"{value!r} is not a time zone such as Europe/Kyiv")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def http_address(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/]+(/[^\s]*)?", value):
            raise ValueError("must begin with https:// (or http:// for a server of your own)")
        return value.rstrip("/")

    @field_validator("guide_url")
    @classmethod
    def address_with_a_dot(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[A-Za-z0-9.-]+\.[A-Za-z0-9.-]+(:\d+)?/([^\s?#]*)", value):
            raise ValueError(f"must be https://your.host/guide/, not {value!r}")
        return value.rstrip("/") + "/" if value else ""

    @field_validator("database_url")
    @classmethod
    def address_of_an_engine(cls, value: str) -> str:
        if not re.match(r"sqlite:///.|postgresql://.", value):
            raise ValueError(
                "must be sqlite:///relative/path, sqlite:////absolute/path or postgresql://user:password@host/database"
            )
        return value

    @model_validator(mode="after")
    def whole_webhook(self) -> Settings:
        if self.webhook_url:
            check_webhook(self.webhook_url, self.webhook_secret, self.telegram_api_url == TELEGRAM)
            if self.health_port is None:
                raise ValueError("HEALTH_PORT is missing: WEBHOOK_URL needs the port where its updates arrive here")
        if self.metrics and self.health_port is None:
            raise ValueError("HEALTH_PORT is missing: METRICS=true needs the port where they are read")
        return self

    @model_validator(mode="after")
    def group_within_all(self) -> Settings:
        if self.group_sends_a_minute > 60 * self.sends_a_second:
            raise ValueError("GROUP_SENDS_A_MINUTE is more than SENDS_A_SECOND lets leave in a minute")
        return self

    @model_validator(mode="after")
    def token_from_file(self) -> Settings:
        if self.bot_token_file and not self.bot_token:
            try:
                self.bot_token = self.bot_token_file.read_text("utf-8-sig").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise ValueError(f"BOT_TOKEN_FILE cannot be read: {_unreadable(error)}") from error
        if self.bot_token and not TOKEN.fullmatch(self.bot_token):
            raise ValueError("BOT_TOKEN does not look like BotFather's: 123456789:AA… on one line, without quotes")
        return self

    @property
    def database_path(self) -> Path:
        """The file of SQLite; with PostgreSQL there is none, but our own files stand beside that name all the same."""
        if is_sqlite(self.database_url):
            return file_of(self.database_url)
        return (self.backup_dir or Path("data")) / "tandem"

    @property
    def backups(self) -> Path:
        """Where the nightly copies go: beside the database unless said otherwise."""
        return self.backup_dir or self.database_path.parent / "backups"

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
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsRefused(f".env cannot be read: {_unreadable(error)}.") from None


def _unreadable(error: OSError | UnicodeDecodeError) -> str:
    return f"{error.strerror}" if isinstance(error, OSError) else "it is no text. Save it as plain text, in UTF-8"


def _line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    key = "_".join(part for part in first["loc"] if isinstance(part, str)).upper()
    words = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        return f"{key} is not a setting of Tandem. See .env.example for the ones there are."
    return f"{key}: {words}." if key else f"{words}."
