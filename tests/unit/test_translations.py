"""What the server says in other languages: gathered, compiled, and readable where it is a form."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext, override, to_locale

from journeys.core.catalogue import catalogue
from journeys.core.schema import Kinds
from journeys.core.summary import summarise
from journeys.steps.registry import STEPS
from journeys.triggers.registry import TRIGGERS

OTHERS = [code for code, _ in settings.LANGUAGES if code != "en"]


def test_the_files_hold_what_is_said_today() -> None:
    call_command("texts", "--check", verbosity=0)


@pytest.mark.parametrize("language", OTHERS)
def test_a_summary_can_be_read_in_every_language(language: str) -> None:
    found = catalogue(Kinds(STEPS, TRIGGERS))
    with override(language):
        for kind in (*found["steps"], *found["triggers"]):
            assert summarise(gettext(kind["summary"]), {}).strip(), kind["kind"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_places_for_values(language: str) -> None:
    path = Path(settings.BASE_DIR) / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
    sentences = [m for m in read_po(BytesIO(path.read_bytes())) if m.string and not m.pluralizable]
    for message in sentences:
        if message.python_format:
            assert _places(str(message.string)) == _places(str(message.id)), message.id


def _places(text: str) -> set[str]:
    return {part.split(")", 1)[0] for part in text.split("%(")[1:]}
