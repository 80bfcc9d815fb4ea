from typing import Any

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "journeys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer what the channels ask, and hear what they tell."""
        from channels_app import contracts, signals
        from channels_app.live import events
        from journeys import live
        from journeys.actions import removal
        from journeys.engine import intake
        from journeys.engine.content import content_of, paused_journeys, slug_of, step_contents
        from journeys.engine.phones import holders
        from journeys.engine.whose import whose

        contracts.register_content_loader(content_of)
        contracts.register_paused_journeys(paused_journeys)
        contracts.register_step_contents(step_contents)
        contracts.register_journey_slugs(slug_of)
        contracts.register_whose(whose)
        contracts.register_whose_phone(holders)
        for source in live.SOURCES:
            events.register(source)
        told: dict[str, Any] = {"dispatch_uid": "journeys"}
        signals.message_reported.connect(intake.report_messages, **told)
        signals.customer_spoke.connect(intake.hear_spoken, **told)
        signals.customer_unsubscribed.connect(intake.hear_unsubscribed, **told)
        removal.register()
