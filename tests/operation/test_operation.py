"""What those who run the bot see: health, alerts, their commands, the lock, the way out (G17, G18, G19)."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from prometheus_client.parser import text_string_to_metric_families

from bot.app import Program
from bot.operation import control_socket, healthcheck, sentry, systemd
from bot.operation.alerts import KINDS
from bot.refusal import PortTaken
from bot.settings import Settings, SettingsRefused, load
from domain.languages import LANGUAGES
from domain.operation.health import BotProcess, EngineState, Health
from storage.db import DatabaseRefused
from templates.render import environment, render
from tests.world.commands import TOKEN, tandem
from tests.world.process import a_town_apart
from tests.world.town import PATIENCE, Actor, InProcess, Town, a_town, its_file

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]


class Operated:
    """A town whose operator is Olha, with a port for health."""

    def __init__(self, town: Town, bot: InProcess) -> None:
        self.town, self.bot = town, bot
        self.olha, self.zoe = town.person("Olha"), town.person("Zoe")
        self.url = ""

    @property
    def program(self) -> Program:
        return self.bot.program

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as response:
            return response.status, await response.text()

    async def alerts(self) -> list[str]:
        """What Olha is told at the next look."""
        before = len(self.olha.screen)
        await self.program.alerts.turn()
        self.program.delivery.wake.set()
        await self.town.settle()
        return [message.words for message in self.olha.screen[before:]]


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def operated(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Operated]:
    async with a_town(tmp_path_factory.mktemp("operated")) as town:
        assert isinstance(town.bot, InProcess)
        made = Operated(town, town.bot)
        for who in (made.olha, made.zoe):
            await who.says("/start")
        port = free_port()
        made.url = f"http://127.0.0.1:{port}"
        town.bot.more = {"admin_ids": str(made.olha.person.id), "health_port": port, "metrics": True}
        await town.restart()
        yield made
        assert town.telegram.violations == []


# Health ---------------------------------------------------------------------------------------


async def test_healthz_and_readyz_say_that_all_is_well(operated: Operated) -> None:
    await operated.zoe.says("/help")
    assert await operated.get("/healthz") == (200, "ok\n")
    status, text = await operated.get("/readyz")
    assert status == 200
    assert '"ready":true' in text
    assert '"limits":{"poll":90,"inbox":60,"outbox":300,"due":300}' in text


@pytest.mark.quick
async def test_readyz_is_503_and_names_the_doors_where_something_waits_too_long(operated: Operated) -> None:
    await operated.town.settle()
    operated.town.telegram.clock.move(timedelta(minutes=2))
    await operated.town.database(
        "INSERT INTO due (kind, subject, period, due_at) VALUES ('what', '', '', :now)", now=operated.program.clock()
    )
    operated.town.telegram.clock.move(timedelta(minutes=6))
    status, text = await operated.get("/readyz")
    assert status == 503
    assert '"beyond":["poll","due"]' in text
    await operated.town.database("DELETE FROM due WHERE kind = 'what'")
    await operated.zoe.says("/help")
    assert (await operated.get("/readyz"))[0] == 200


async def test_metrics_count_what_was_done_and_name_nobody(operated: Operated) -> None:
    await operated.zoe.says("/help")
    status, text = await operated.get("/metrics")
    assert status == 200
    found = {sample.name: sample.value for family in text_string_to_metric_families(text) for sample in family.samples}
    assert found["tandem_updates_total"] >= 1
    assert found["tandem_answers_total"] >= 1
    assert found["tandem_handling_seconds_count"] == found["tandem_updates_total"]
    assert found["tandem_database_bytes"] > 100_000
    assert "Zoe" not in text


async def test_without_metrics_true_there_is_no_such_page_and_without_a_port_no_server(operated: Operated) -> None:
    port = operated.bot.more["health_port"]
    for more, status in (({"health_port": port}, 404), ({}, None)):
        operated.bot.more, kept = {**more, "admin_ids": operated.bot.more["admin_ids"]}, operated.bot.more
        await operated.town.restart()
        if status:
            assert (await operated.get("/metrics"))[0] == status
        else:
            with pytest.raises(aiohttp.ClientConnectorError):
                await operated.get("/healthz")
        operated.bot.more = kept
    await operated.town.restart()


async def test_a_healthcheck_asks_the_running_bot_and_fails_without_one(operated: Operated, folder: Path) -> None:
    await healthcheck.check(operated.program.settings)
    with pytest.raises(control_socket.NotRunning):
        await healthcheck.check(Settings(_env_file=None, database_url=f"sqlite:///{folder}/nothing.sqlite3"))


async def test_a_port_that_is_taken_refuses_the_start_and_gives_the_database_back(
    operated: Operated, folder: Path
) -> None:
    settings = operated.program.settings.model_copy(update={"database_url": f"sqlite:///{folder}/other.sqlite3"})
    for _ in range(2):
        with pytest.raises(PortTaken, match="HEALTH_PORT"):
            await Program(settings).start()


# The lock and copies --------------------------------------------------------------------------


@pytest.mark.sqlite("a second process joins a database on a server")
async def test_a_second_bot_on_the_database_does_not_start_and_says_who_has_it(operated: Operated) -> None:
    with pytest.raises(DatabaseRefused, match=r"in use by process \d+ on \S+ since 20\d\d-"):
        await Program(operated.program.settings).start()
    assert await operated.get("/healthz") == (200, "ok\n")


@pytest.mark.sqlite("a copy is a file")
async def test_a_copy_is_made_by_the_running_bot_when_a_command_asks(operated: Operated, folder: Path) -> None:
    answer = await control_socket.ask(
        operated.program.settings.database_path, "backup", 10, folder=str(folder / "elsewhere")
    )
    assert Path(answer["file"]).parent == folder / "elsewhere"
    (folder / "a-file").write_text("")
    answer = await control_socket.ask(
        operated.program.settings.database_path, "backup", 10, folder=str(folder / "a-file")
    )
    assert "a-file" in answer["error"]
    assert "error" in await control_socket.ask(operated.program.settings.database_path, "what", 10)


@pytest.mark.sqlite("a copy is a file")
async def test_each_night_a_copy_is_made_once(operated: Operated) -> None:
    copies = operated.program.backups.folder

    async def made_until(moment: str) -> int:
        await operated.town.moves_to(moment)
        for _ in range(2):
            await operated.program.backups.turn()
        return len(list(copies.glob("tandem-*")))

    await operated.program.backups.turn()
    (copies / ".making-7.sqlite3").write_text("what a killed process left")
    first = len(list(copies.glob("tandem-*")))
    assert await made_until("2026-11-24 02:59") == first
    assert await made_until("2026-11-24 03:00") == first + 1
    assert not list(copies.glob(".*"))
    assert await made_until("2026-11-24 23:00") == first + 1
    assert await made_until("2026-11-27 12:00") == first + 2


# Alerts ---------------------------------------------------------------------------------------


BROKEN = {"message": {"message_id": "what?", "date": [], "chat": {"id": 1, "type": "private"}, "from": {"id": 1}}}
"""What Telegram never sends: a speaker of whom nothing is said."""


async def test_dead_letters_are_told_once_an_hour_with_their_number(operated: Operated) -> None:
    for _ in range(3):
        operated.town.telegram.inject(BROKEN)
    await operated.town.settle()
    (said,) = await operated.alerts()
    assert said.startswith("⚠ 3 dead letters in the last hour")
    for _ in range(2):
        operated.town.telegram.inject(BROKEN)
    await operated.town.settle()
    assert await operated.alerts() == []
    await operated.town.waits(hours=1)
    (said,) = await operated.alerts()
    assert said.startswith("⚠ 2 dead letters in the last hour")
    await operated.town.waits(hours=1)
    assert await operated.alerts() == []


async def test_another_program_with_our_token_is_told_of_and_we_do_not_race_it(operated: Operated) -> None:
    rule = operated.town.telegram.faults.poll_fails("409")
    operated.town.telegram.says(operated.zoe.person, None, "/help")  # ends the long poll that waits
    await asyncio.sleep(0.3)
    assert rule.hits == 1
    rule.off()
    await operated.town.settle()
    (said,) = await operated.alerts()
    assert "another program that uses the same token" in said


async def test_a_chat_that_gets_nothing_for_ten_minutes_is_told_of(operated: Operated) -> None:
    rule = operated.town.telegram.faults.flood(600, chat_id=operated.zoe.chat.id)
    operated.town.telegram.says(operated.zoe.person, None, "/help")
    await operated.town.settle()
    await operated.town.database("UPDATE outbox SET tries = 12 WHERE state = 'ready'")
    (said,) = await operated.alerts()
    assert said.startswith("⚠ 1 chat gets nothing")
    rule.off()
    await operated.town.waits(hours=1)
    assert await operated.alerts() == []


async def test_a_copy_that_fails_is_told_of(operated: Operated, folder: Path) -> None:
    backups, kept = operated.program.backups, operated.program.backups.folder
    backups.folder = folder / "a-file"
    backups.folder.write_text("")
    await operated.town.waits(days=1)
    await backups.turn()
    await backups.turn()  # not again before an hour is over
    backups.folder, backups.not_before = kept, None
    (said,) = await operated.alerts()
    assert said.startswith("⚠ The backup failed.")


@pytest.mark.sqlite("a file that may not grow")
async def test_a_database_that_takes_nothing_is_told_of_past_it_and_it_goes_on_afterwards(operated: Operated) -> None:
    await operated.town.settle()
    pages = operated.bot.eye.value("PRAGMA page_count")
    connection = its_file(operated.program).connection
    await connection.execute(f"PRAGMA max_page_count = {pages}")
    before = len(operated.zoe.screen)
    for _ in range(20):
        operated.town.telegram.says(operated.zoe.person, None, "/help " + "x" * 3000)
    await asyncio.sleep(0.1)
    assert len(operated.zoe.screen) == before
    seen = len(operated.olha.screen)
    await operated.program.alerts.turn()
    assert any("База даних зараз нічого не приймає" in message.words for message in operated.olha.screen[seen:])
    await connection.execute("PRAGMA max_page_count = 1000000")
    await operated.town.settle()
    assert len(operated.zoe.screen) == before + 20


# Commands -------------------------------------------------------------------------------------


async def test_the_operator_sees_numbers_and_nobody_elses_names(operated: Operated) -> None:
    await operated.olha.says("/health")
    operated.olha.sees("✓ Everything keeps up.")
    await operated.olha.says("/stats")
    words = operated.olha.sees("Promos:").words
    assert "Zoe" not in words
    for command in ("/health", "/stats", "/backup", "/block 5"):
        await operated.zoe.says(command)
        operated.zoe.sees("I do not know this command. Here is what I can do:")


@pytest.mark.sqlite("a copy is a file")
async def test_the_operator_asks_for_a_copy_and_is_told_when_it_is_there(operated: Operated) -> None:
    await operated.olha.says("/backup")
    operated.olha.sees("A copy of the database is being made. I will write when it is there.")
    await operated.town.restart()  # it is not forgotten
    await operated.program.backups.turn()
    await operated.town.settle()
    operated.olha.sees_exactly("✓ The copy is made and checked: tandem-2026")
    shown = len(operated.olha.screen)
    await operated.program.backups.turn()
    await operated.town.settle()
    assert len(operated.olha.screen) == shown


async def test_the_operators_list_of_commands_has_theirs_behind_the_usual_ones(operated: Operated) -> None:
    shown: list[dict[str, str]] = []
    async with asyncio.timeout(PATIENCE):
        while not any(one["command"] == "health" for one in shown):
            await asyncio.sleep(0.05)
            shown = operated.town.telegram.profile.shown_to(operated.olha.person, operated.olha.chat)
    assert [one["command"] for one in shown] == ["start", "help", "settings", "privacy", "health", "backup", "stats"]
    others = operated.town.telegram.profile.shown_to(operated.zoe.person, operated.zoe.chat)
    assert "health" not in [one["command"] for one in others]


async def test_whom_the_operator_blocks_is_not_answered_until_let_in_again(operated: Operated) -> None:
    zoe, olha = operated.zoe, operated.olha
    await olha.says(f"/block {zoe.person.id}")
    olha.sees("From now on nothing that %(whom)s sends has an effect.", whom=zoe.person.id)
    before = len(zoe.screen)
    await zoe.says("/help")
    press = operated.town.telegram.forges(zoe.person, zoe.last, "lang:ru")
    await operated.town.settle()
    assert len(zoe.screen) == before
    assert press.answer is not None
    await olha.presses("Let them in again")
    await zoe.says("/help")
    assert len(zoe.screen) == before + 1


@pytest.mark.parametrize("words", ["/block", "/block Zoe", "/block -5", "/block 1234567890123456789012"])
async def test_a_block_wants_a_number(operated: Operated, words: str) -> None:
    await operated.olha.says(words)
    operated.olha.sees("Whom? Send the Telegram number of the person, for example: /block 123456789")


async def test_an_operator_is_not_blocked(operated: Operated) -> None:
    await operated.olha.says(f"/block {operated.olha.person.id}")
    operated.olha.sees("An operator cannot be blocked.")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_word_to_operators_is_there_in_every_language(language: str) -> None:
    condition = Health(poll=200, inbox=0, outbox=1000, due=5, stuck_lanes=22)
    data = {
        "condition": condition,
        "engine": EngineState("PostgreSQL", "15.18", (BotProcess("process 7 on one", leads=True),) * 2),
        "totals": {"businesses": 1, "people": 2, "reports": 5, "sent": 11},
        "size": 10_000,
        "promos": [{"state": "running", "n": 21}],
        "name": "x",
        "whom": "5",
        "new": True,
        "changed": True,
    }
    blocks = environment(language).get_template("operation/operator.j2").blocks
    for block in blocks:
        for count in (1, 2, 5):
            assert render(f"operation/operator.{block}", language, **data, count=count)
    assert {f"alert_{kind}" for kind in KINDS} == {block for block in blocks if block.startswith("alert_")}


# Settings -------------------------------------------------------------------------------------

HOOK = {"webhook_url": "https://bot.example.com/telegram", "webhook_secret": "s-3_cret", "health_port": 8081}


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"webhook_url": "http://bot.example.com/telegram"}, "WEBHOOK_URL"),
        ({"webhook_url": "https://bot.example.com"}, "WEBHOOK_URL"),
        ({"webhook_url": "https://bot.example.com/{x}"}, "WEBHOOK_URL"),
        ({"webhook_secret": ""}, "WEBHOOK_SECRET"), ({"webhook_secret": "a b"}, "WEBHOOK_SECRET"),
        ({"webhook_secret": "x" * 257}, "WEBHOOK_SECRET"), ({"webhook_secret": "пароль"}, "WEBHOOK_SECRET"),
        ({"health_port": None}, "HEALTH_PORT"), ({"health_port": 70_000}, "HEALTH_PORT"),
        ({"metrics": True, "health_port": None, "webhook_url": ""}, "HEALTH_PORT"),
        ({"backup_hour": 24}, "BACKUP_HOUR"),
        ({"sends_a_second": 0}, "SENDS_A_SECOND"), ({"sends_a_second": 1001}, "SENDS_A_SECOND"),
        ({"group_sends_a_minute": 0}, "GROUP_SENDS_A_MINUTE"), ({"group_sends_a_minute": 1801}, "GROUP_SENDS_A_MINUTE"),
    ],
)  # fmt: skip
async def test_a_wrong_setting_refuses_the_start_and_is_named(changed: dict[str, Any], named: str) -> None:
    load(_env_file=None, **HOOK)
    with pytest.raises(SettingsRefused, match=named):
        load(_env_file=None, **HOOK | changed)


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ("BOT_TOKEN=", "BOT_TOKEN is empty"), (f"BOT_TOKEN='\"{TOKEN}\"'", "BOT_TOKEN does not look"),
        (f'BOT_TOKEN="{TOKEN}\\n"', "BOT_TOKEN does not look"), ("BOT_TOKEN_FILE=/nowhere/token", "BOT_TOKEN_FILE"),
        ("BOT_TOKN=1", "BOT_TOKN is not a setting"), ("DEFAULT_TIMEZONE=Mars/X", "DEFAULT_TIMEZONE"),
        ("DEFAULT_TIMEZONE=EST", "DEFAULT_TIMEZONE"), ("DEFAULT_LANGUAGE=de", "DEFAULT_LANGUAGE"),
        ("ADMIN_IDS=1,x", "ADMIN_IDS"), ("DATABASE_URL=postgres://x", "DATABASE_URL"),
    ],
)  # fmt: skip
async def test_a_wrong_line_of_the_file_refuses_the_start_and_is_named(tmp_path: Path, lines: str, named: str) -> None:
    file = tmp_path / ".env"
    file.write_text(lines, "utf-8")
    with pytest.raises(SettingsRefused, match=named):
        load(_env_file=file).require_token()


async def test_a_file_as_windows_writes_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xef\xbb\xbf" + f'BOT_TOKEN="{TOKEN}"\r\nDEFAULT_LANGUAGE=ru\r\n'.encode())
    settings = load(_env_file=file)
    assert (settings.require_token(), settings.default_language) == (TOKEN, "ru")


async def test_as_much_leaves_as_the_settings_say() -> None:
    usual, given = load(_env_file=None), load(_env_file=None, sends_a_second=100, group_sends_a_minute=60)
    assert [(one.sends_a_second, one.group_sends_a_minute) for one in (usual, given)] == [(30, 20), (100, 60)]


async def test_every_setting_stands_in_the_example() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text("utf-8")
    named = {line.lstrip("#").partition("=")[0] for line in example.splitlines() if "=" in line}
    assert {name.upper() for name in Settings.model_fields} <= named


# The system around ----------------------------------------------------------------------------


async def test_systemd_is_told_by_a_datagram(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    systemd.notify("READY=1")  # nobody asked
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.bind(str(folder / "notify"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(folder / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "60000000")
        systemd.notify("READY=1")
        assert sock.recv(100) == b"READY=1"
    systemd.notify("READY=1")  # nobody listens any more
    assert systemd.watchdog_seconds() == 30


async def test_without_a_dsn_sentry_is_not_even_loaded_and_a_wrong_one_is_named() -> None:
    sentry.set_up(load(_env_file=None))
    with pytest.raises(SettingsRefused, match="SENTRY_DSN"):
        sentry.set_up(load(_env_file=None, sentry_dsn="what"))


async def test_what_goes_to_sentry_has_no_token_and_is_grouped_by_what_happened() -> None:
    said = {"event": "update_failed", "update_id": 5, "exception": f"Traceback\nValueError: bot{TOKEN}/getMe"}
    record = logging.LogRecord("worker", logging.ERROR, "worker.py", 1, said, None, None)
    sent = sentry._clean({"level": "error"}, {"log_record": record})
    assert TOKEN not in str(sent)
    assert sent["fingerprint"] == ["worker", "update_failed", "ValueError"]
    assert sent["extra"]["update_id"] == 5


# The bot as a process -------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.sqlite("a second process joins a database on a server")
async def test_a_second_process_is_refused_and_backup_and_healthcheck_ask_the_first(tmp_path: Path) -> None:
    async with a_town_apart(tmp_path) as (town, process):
        await town.person("Zoe").says("/start")
        assert process.process
        path = tmp_path / "tandem.sqlite3"
        code, printed = await tandem(path, "run")
        assert code == 1
        assert f"in use by process {process.process.pid} on " in printed
        code, printed = await tandem(path, "backup", "--to", str(tmp_path / "out"))
        assert code == 0, printed
        assert Path(printed.strip()).parent == tmp_path / "out"
        assert (await tandem(path, "healthcheck"))[0] == 0
        process.kill()
        await process.stop()
        assert (await tandem(path, "healthcheck"))[0] == 1
        assert (await tandem(path, "restore", printed.strip()))[0] == 0
        await process.start()
        await town.person("Ira").says("/start")


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 2])
async def test_after_term_it_is_gone_within_eight_seconds_and_everything_is_answered_after_the_next_start(
    tmp_path: Path, times: int, figures: Callable[[str, object], None]
) -> None:
    """Three hundred wait, and Telegram takes ten seconds for each answer."""
    async with a_town_apart(tmp_path) as (town, process):
        people = [town.person(f"P{n}") for n in range(300)]
        await people[0].says("/start")
        rule = town.telegram.faults.slow(10)
        for who in people:
            town.telegram.says(who.person, None, "/start")
        await asyncio.sleep(0.5)
        assert process.process
        began = time.monotonic()
        for _ in range(times):
            process.process.send_signal(signal.SIGTERM)
            await asyncio.sleep(1)
        await process.process.wait()
        took = time.monotonic() - began
        figures("gone after, seconds", round(took, 2))
        assert took < 8
        rule.off()
        await process.start()
        await until_answered(people)
        assert town.telegram.violations == []


async def until_answered(people: list[Actor]) -> None:
    async with asyncio.timeout(60):
        while not all(who.screen for who in people):  # noqa: ASYNC110 - screens are plain lists
            await asyncio.sleep(0.2)


@pytest.mark.slow
async def test_systemd_hears_that_it_is_ready_alive_and_stopping(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.bind(str(tmp_path / "notify"))
        sock.setblocking(False)
        more = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "1000000"}
        async with a_town_apart(tmp_path, **more) as (town, process):
            await town.person("Zoe").says("/start")
            await asyncio.sleep(1.5)
            await process.stop()
        heard = []
        with suppress(BlockingIOError):
            while True:
                heard.append(sock.recv(100))
    assert heard[0] == b"READY=1"
    assert heard.count(b"WATCHDOG=1") >= 2
    assert heard[-1] == b"STOPPING=1"
