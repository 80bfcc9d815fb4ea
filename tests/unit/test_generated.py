"""What is generated from the code and kept in the repository is what the code gives."""

import json

from drf_spectacular.generators import SchemaGenerator

from config import kept

REMEDY = "Run `make generate` and commit openapi.json and frontend/src/generated."


def test_the_description_of_the_api_is_up_to_date() -> None:
    kept_text = (kept.ROOT / "openapi.json").read_text()
    given = SchemaGenerator().get_schema(request=None, public=True)
    assert json.loads(json.dumps(given, default=str)) == json.loads(kept_text), REMEDY
