"""The texts that Django's gettext translates: gathered into locale/, and compiled.

Without GNU gettext: Babel reads the sources and writes the files, so that a machine needs nothing
beside the lock file.
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from journeys.core.catalogue import sentences
from journeys.core.schema import Kinds
from journeys.gallery import ready_made
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS

ROOT = Path(settings.BASE_DIR)
LOCALES = ROOT / "locale"
NEVER_SHOWN = datetime(2026, 1, 1, tzinfo=UTC)
"""A date of its own would make every run a change."""
CODE = ("workspaces", "channels_app", "config")
CHECKS = ("journeys/core", "journeys/steps", "journeys/triggers")
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip


class Command(BaseCommand):
    help = "Gathers what is to be translated into locale/*.po, and compiles locale/*.mo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when a file is out of date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        template = gathered()
        stale = []
        for language, _ in settings.LANGUAGES:
            if language == "en":
                continue
            folder = LOCALES / to_locale(language) / "LC_MESSAGES"
            catalog = updated(folder / "django.po", template, to_locale(language))
            source = source_of(catalog)
            files = {"django.po": source, "django.mo": compiled(source)}
            for name, content in files.items():
                path = folder / name
                if path.exists() and path.read_bytes() == content:
                    continue
                stale.append(str(path.relative_to(ROOT)))
                if not options["check"]:
                    folder.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
            missing = sum(1 for message in catalog if message.id and not message.string)
            self.stdout.write(f"{language}: {len(catalog)} texts, {missing} to translate")
        if stale and options["check"]:
            raise CommandError(f"Run `manage.py texts`: out of date are {', '.join(stale)}.")


def gathered() -> Catalog:
    """Every text that the server says to people, with where it stands."""
    catalog = Catalog(charset="utf-8")
    for text in sentences(Kinds(STEPS, TRIGGERS)):
        if text:
            catalog.add(text, locations=[("the catalogue", 0)])
    for entry in ready_made().values():
        for text in (entry.title, entry.line):
            catalog.add(text, locations=[(f"journeys/gallery/{entry.slug}.json", 0)])
    for folder in CHECKS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for text in said(path):
                catalog.add(text, locations=[(str(path.relative_to(ROOT)), 0)])
    for path, text in marked():
        catalog.add(text, locations=[(str(path.relative_to(ROOT)), 0)])
    return catalog


def said(path: Path) -> Iterator[str]:
    """The sentences of a module of checks; a docstring is none, for nobody is told it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    quiet = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in quiet:
            text = node.value
            if isinstance(text, str) and text[:1].isupper() and text.endswith(".") and " " in text:
                yield text


def marked() -> Iterator[tuple[Path, Any]]:
    """What templates and code mark for gettext."""
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in (".html", ".txt"):
            source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            yield from ((path, text) for text in extracted(source))
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from ((path, text) for text in extracted(path.read_text(encoding="utf-8")))


def extracted(source: str) -> Iterator[Any]:
    found = extract("python", BytesIO(source.encode()), keywords=KEYWORDS)
    for _line, message, _comments, _context in found:
        yield message


def updated(path: Path, template: Catalog, locale: str) -> Catalog:
    """The language's catalogue with the texts of today; what is no longer said is dropped."""
    catalog = Catalog(locale=locale, project="Sojourn", fuzzy=False, charset="utf-8")
    if path.exists():
        catalog = read_po(BytesIO(path.read_bytes()), locale=locale, charset="utf-8")
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = f"# What the server says, in {locale}. Gathered by manage.py texts."
    return catalog


def source_of(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalog, width=100, sort_output=True, omit_header=False, include_lineno=False)
    lines = out.getvalue().split(b"\n")
    changing = (b'"POT-', b'"PO-', b'"Generated-By', b'"Project-', b'"Report-', b'"Last-')
    return b"\n".join(line for line in lines if not line.startswith(changing))


def compiled(source: bytes) -> bytes:
    """From what was written, so that the same source always makes the same file."""
    catalog = read_po(BytesIO(source), charset="utf-8")
    catalog.creation_date = catalog.revision_date = NEVER_SHOWN
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()
