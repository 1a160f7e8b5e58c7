"""``camsetup sources``: drivers and cameras, and why one is not there."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from camsetup.cli import options
from camsetup.session.report import to_json
from camsetup.sources.registry import drivers


def sources(as_json: options.AsJson = False) -> None:
    """List the drivers, whether each is ready, and the cameras found.

    Example: camsetup sources --json
    """
    rows = [_row(name) for name in drivers()]
    if as_json:
        typer.echo(to_json({"drivers": rows}), nl=False)
    else:
        Console().print(_table(rows))


def _row(name: str) -> dict[str, Any]:  # Any: JSON's own values
    driver = drivers()[name]
    cameras = [asdict(camera) for camera in driver.find()]
    return {"name": name, **asdict(driver.readiness()), "cameras": cameras}


def _table(rows: list[dict[str, Any]]) -> Table:
    table = Table()
    for column in ("driver", "ready"):
        table.add_column(column)
    # What is to be typed is told whole, however narrow the terminal.
    addresses = [camera["address"] for row in rows for camera in row["cameras"]]
    longest = max(map(len, addresses), default=0)
    table.add_column("cameras", overflow="fold", min_width=longest)
    for column in ("why not", "do"):
        table.add_column(column, overflow="fold")
    for row in rows:
        cameras = "\n".join(
            f"{camera['address']}  {camera['model']}" for camera in row["cameras"]
        )
        ready = "[green]yes[/]" if row["ready"] else "[red]no[/]"
        table.add_row(row["name"], ready, cameras, row["reason"], row["remedy"])
    return table
