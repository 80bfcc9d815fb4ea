"""No provider goes without its case of the conformance suite."""

from pathlib import Path

from channels_app.registry import PROVIDERS

FOLDER = Path(__file__).parent
# Written in our own tables; nothing leaves, so nothing can go wrong.
WITHOUT = {"trial", "inbox"}


def test_every_provider_has_a_stand_in_and_a_case() -> None:
    wanted = [
        f"{kind}_{name}"
        for kind, names in PROVIDERS.items()
        for name in names
        if name not in WITHOUT
    ]
    stand_ins = {path.stem for path in (FOLDER / "providers").glob("*_*.py")}
    cases = "\n".join(path.read_text() for path in FOLDER.glob("test_*.py"))
    assert [name for name in wanted if name not in stand_ins] == []
    assert [name for name in wanted if f"providers.{name} import" not in cases] == []
