"""Run camsetup."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it quietly, also while it still loads."""
    try:
        from camsetup.cli.main import main as run  # noqa: PLC0415 - see above

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
