"""Run camsetup."""

from camsetup.cli.main import main

if __name__ == "__main__":
    main()
