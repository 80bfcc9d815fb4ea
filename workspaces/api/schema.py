"""The last touch on the OpenAPI description: the one error shape, on every operation."""

from typing import Any

ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "problems"],
            "properties": {
                "code": {"type": "string", "description": "For programs."},
                "message": {"type": "string", "description": "What happened. What to do."},
                "problems": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["path", "code", "message"],
                        "properties": {
                            "path": {"type": "string", "description": "Where, as a JSON pointer."},
                            "code": {"type": "string"},
                            "message": {"type": "string"},
                            "severity": {"type": "string", "enum": ["error", "warning", "info"]},
                            "step": {"type": ["string", "null"]},
                        },
                    },
                },
            },
        }
    },
}
METHODS = ("get", "post", "put", "patch", "delete")


def finish(result: dict[str, Any], **_options: Any) -> dict[str, Any]:
    """A drf-spectacular hook: every operation may answer with an Error."""
    result["components"].setdefault("schemas", {})["Error"] = ERROR
    answer = {
        "description": "An error, in the one shape.",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    }
    for operations in result["paths"].values():
        for method in METHODS:
            if method in operations:
                operations[method]["responses"]["default"] = answer
    return result
