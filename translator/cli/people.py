"""``duizhao people``: accounts from the machine the desk runs on; the way back in when a password is lost.

Law: a password is never an argument, where others on the machine could read it: it is asked for, or read from stdin.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from translator.cli import console, options
from translator.errors import InputError
from translator.model import Person, Role

if TYPE_CHECKING:
    from translator.desk import Desk

_role = click.option("--role", type=click.Choice(list(map(str, Role))), help="What the person may do.")


@click.group(short_help="Accounts: list, add, change; a new password for one who lost it.")
def people() -> None:
    """Look after accounts from the machine the desk runs on. Passwords are asked for, or read from stdin.

    \b
    Example:
      duizhao people add ada --role admin
      duizhao people password ada
    """


@people.command("list", short_help="Show everybody with an account.")
@options.as_json
def list_people(as_json: bool) -> None:
    """Show everybody with an account.

    \b
    Example:
      duizhao people list
    """
    with options.open_desk() as desk:
        everybody = desk.people.list()
    for person in everybody:
        _show(person, as_json)
    if not everybody and not as_json:
        console.say("nobody has an account: whoever reaches the desk may do everything (add the first: an admin)")


@people.command(short_help="Make an account.")
@click.argument("name")
@_role
@options.as_json
def add(name: str, role: str | None, as_json: bool) -> None:
    """Make an account for NAME; the first one is an admin's.

    \b
    Example:
      duizhao people add 李娜 --role reviewer
    """
    with options.open_desk() as desk:
        chosen = Role(role) if role else Role.TRANSLATOR if desk.people.list() else Role.ADMIN
        _show(desk.people.add(name, _password(), chosen), as_json)


@people.command(short_help="Give somebody a new password.")
@click.argument("name")
@options.as_json
def password(name: str, as_json: bool) -> None:
    """Give NAME a new password; sessions that are open end.

    \b
    Example:
      duizhao people password ada
    """
    with options.open_desk() as desk:
        desk.people.named(name)  # say that there is nobody before asking for a password
        _show(desk.people.set_password(name, _password()), as_json)


@people.command(short_help="Give another role, close or open an account.")
@click.argument("name")
@_role
@click.option("--close/--open", "close", default=None, help="Nobody signs in with a closed account.")
@options.as_json
def change(name: str, role: str | None, close: bool | None, as_json: bool) -> None:
    """Give NAME another role, or close or open the account; what was written under that name stays.

    \b
    Example:
      duizhao people change ada --role editor
    """
    if role is None and close is None:
        raise InputError("nothing to change was given", next_step="give --role, --close or --open")
    with options.open_desk() as desk:
        _show(_changed(desk, name, role, close), as_json)


def _changed(desk: Desk, name: str, role: str | None, close: bool | None) -> Person:
    return desk.people.change(name, role=Role(role) if role else None, active=None if close is None else not close)


def _password() -> str:
    """Ask twice at a terminal; else read one line from stdin."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def _show(person: Person, as_json: bool) -> None:
    told = {"name": person.name, "role": person.role.value, "active": person.active}
    console.put(told, f"{person.name}\t{person.role.value}{'' if person.active else chr(9) + 'closed'}", as_json)
