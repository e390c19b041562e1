"""``duizhao add``, ``list`` and ``draft``: documents on the desk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from translator.cli import console, options, wire
from translator.model import Lang

if TYPE_CHECKING:
    from translator.desk import DocumentRow


@click.command(short_help="Put files on the desk for review.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=options.PATH)
@options.lang_option("--lang", help="Language of the files; found out when not given.")
@options.as_json
def add(paths: tuple[Path, ...], lang: Lang | None, as_json: bool) -> None:
    """Put files (or all .txt, .md and .html files of folders) on the desk; nothing is translated yet.

    \b
    Example:
      duizhao add pages/ && duizhao draft
    """
    with options.open_desk() as desk:
        for path in options.expanded(paths):
            document = desk.add(path, lang=lang)
            row: wire.Json = {"id": document.id, "file": wire.name(path), "lang": str(document.lang)}
            row |= {"title": document.title, "segments": len(document.segments)}
            console.put(row, f"{document.id}  {document.lang}  {row['segments']} segments  {wire.name(path)}", as_json)


@click.command("list", short_help="List the documents on the desk.")
@options.as_json
def list_documents(as_json: bool) -> None:
    """List the documents with their direction and how far their review is.

    \b
    Example:
      duizhao list --json
    """
    with options.open_desk() as desk:
        rows = desk.documents()
        for row in rows:
            console.put(_document(row), _document_line(row), as_json)
        if not rows and not as_json:
            console.say("no documents yet; put some on the desk with: duizhao add PATH...")


def _document(row: DocumentRow) -> wire.Json:
    document, progress = row.document, row.progress
    return {
        "id": document.id,
        "title": document.title,
        "from": str(document.lang),
        "to": str(row.target),
        "segments": progress.segments,
        "drafted": progress.drafted,
        "edited": progress.edited,
        "approved": progress.approved,
        "rejected": progress.rejected,
        "characters": progress.characters,
        "ready": progress.ready,
    }


def _document_line(row: DocumentRow) -> str:
    document, progress = row.document, row.progress
    state = "ready" if progress.ready else f"{progress.approved} of {progress.segments} approved"
    return f"{document.id}  {document.lang} -> {row.target}  {state}  {document.title}"


@click.command(short_help="Draft what has no translation yet.")
@click.argument("documents", metavar="[DOC]...", nargs=-1)
@click.option("--redo", is_flag=True, help="Draft untouched drafts again; edited and approved text stays.")
@click.option("--terms-changed", is_flag=True, help="Draft only untouched drafts whose terms changed since.")
@click.option("--later", is_flag=True, help="Leave the work to duizhao worker.")
@options.engine
@options.glossary
@options.beam
@options.first_mention
@options.as_json
@options.quiet
def draft(
    documents: tuple[str, ...],
    redo: bool,
    terms_changed: bool,
    later: bool,
    engine: str | None,
    glossaries: tuple[Path, ...],
    beam: int | None,
    first_mention: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Draft the segments without a translation: of the documents named by id, or of all.

    \b
    Example:
      duizhao draft --glossary glossaries/hebei.tsv
    """
    settings = options.settings_for(engine=engine, glossaries=glossaries, beam=beam, first_mention=first_mention)
    if terms_changed and (documents or redo or later):
        raise click.UsageError("--terms-changed looks at all documents now: it takes no names, --redo or --later")
    if later and (engine or glossaries or beam or first_mention):
        raise click.UsageError("--later leaves the work to workers: they take engine and glossaries from the settings")
    with options.open_desk(settings) as desk:
        if terms_changed:
            with console.bar(quiet=quiet) as bar, bar.task("changed terms") as progress:
                count = desk.terms.redraft(progress=progress)
            console.put({"drafted": count}, f"{count} segments drafted again", as_json)
            return
        names = [desk.document(name).id for name in documents] or [row.document.id for row in desk.documents()]
        if later:
            _put_off(names, redo, as_json)
            return
        with console.bar(quiet=quiet) as bar:
            for name in names:
                with bar.task(name) as progress:
                    count = desk.draft(name, progress=progress, redo=redo)
                if as_json or not quiet:
                    console.put({"id": name, "drafted": count}, f"{name}  {count} segments drafted", as_json)


def _put_off(names: Sequence[str], redo: bool, as_json: bool) -> None:
    from translator.jobs import Jobs

    jobs = Jobs(options.settings_for())
    for name in names:
        jobs.add(name, redo=redo)
        console.put({"id": name, "later": True}, f"{name}  waits for duizhao worker", as_json)
