"""Logs: one line each on standard error, as text for people or as JSON for machines."""

import logging
from typing import Any

import structlog


def configuration(level: str, form: str) -> dict[str, Any]:
    """Django's LOGGING; records of structlog and of the standard library come out alike."""
    before: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    # Plain tracebacks: those of rich show the values of variables, passwords too.
    renderer: Any = structlog.dev.ConsoleRenderer(
        colors=False, pad_event_to=0, exception_formatter=structlog.dev.plain_traceback
    )
    last = [renderer]
    if form == "json":
        last = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "foreign_pre_chain": before,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *last,
                ],
            }
        },
        "filters": {
            "no_probes": {"()": "django.utils.log.CallbackFilter", "callback": _is_no_probe},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["no_probes"],
            }
        },
        "root": {"handlers": ["console"], "level": level.upper()},
        "loggers": {
            "django": {"level": "WARNING" if level == "info" else level.upper()},
            "django.request": {"level": "ERROR"},
            "axes": {"level": "WARNING"},
            "django-q": {"level": "WARNING"},
            "httpx": {"level": "WARNING"},
        },
    }


def _is_no_probe(record: logging.LogRecord) -> bool:
    """A probe that hears "not ready" has its answer; a line for each would bury the cause."""
    return getattr(getattr(record, "request", None), "path", "") != "/readyz"
