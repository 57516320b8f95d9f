"""Where every command begins."""

import sys


def main() -> None:
    """`healthcheck` alone runs twice a minute, so it does not load the whole bot (2 s of one core)."""
    if sys.argv[1:] == ["healthcheck"]:
        from bot.operation.healthcheck import main as check  # noqa: PLC0415

        check()
    else:
        from bot.cli import cli  # noqa: PLC0415

        cli()


if __name__ == "__main__":
    main()
