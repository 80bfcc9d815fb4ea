"""What the API takes and gives about accounts. Secrets are taken and never given back."""

from typing import Any

from rest_framework import serializers

from channels_app.accounts.health import STATES
from workspaces.api.fields import Input, JsonField, Output, TextField


class WarmUp(Input):
    """At most first * factor^days a day, counted from `start` in the workspace's zone."""

    start = serializers.DateField()
    first = serializers.IntegerField(min_value=1, max_value=10_000_000)
    factor = serializers.FloatField(min_value=1, max_value=10)


class AccountError(Output):
    at = serializers.DateTimeField()
    what = serializers.CharField()
    permanent = serializers.BooleanField(required=False)


class Health(Output):
    state = serializers.ChoiceField(
        STATES,
        help_text="new: nothing was sent yet. resting: it failed often, or asked to wait."
        " broken: it cannot be used until a person mends it.",
    )
    problem = serializers.CharField(allow_blank=True, help_text="Why it is broken.")
    failures = serializers.IntegerField(help_text="Since it last worked.")
    rests_until = serializers.DateTimeField(allow_null=True)
    last_sent_at = serializers.DateTimeField(allow_null=True)
    errors = AccountError(  # type: ignore[assignment]
        many=True, help_text="The newest ten, the latest first."
    )
    callbacks_refused = serializers.IntegerField()


class WarmUpToday(Output):
    limit = serializers.IntegerField()
    used = serializers.IntegerField()


class AccountRow(Output):
    id = serializers.IntegerField()
    channel = serializers.CharField()
    provider = serializers.CharField()
    name = serializers.CharField()
    settings = serializers.DictField(help_text="The open settings; secrets are never shown.")
    secrets_set = serializers.ListField(
        child=serializers.CharField(), help_text="The names of the secrets that there are."
    )
    shown = serializers.DictField(
        child=serializers.CharField(),
        help_text="What is to be copied from here to elsewhere, by its title.",
    )
    topics = serializers.ListField(
        child=serializers.CharField(), help_text="The topics it carries; none means all of them."
    )
    place = serializers.IntegerField(help_text="The lowest of a channel is tried first.")
    enabled = serializers.BooleanField()
    per_second = serializers.FloatField(allow_null=True)
    warm_up = WarmUp(allow_null=True)
    today = WarmUpToday(allow_null=True, help_text="While it warms up.")
    hook_url = serializers.CharField(
        allow_null=True, help_text="Where the provider's callbacks go; null when it has none."
    )
    health = Health()
    created_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()


class ProviderRow(Output):
    provider = serializers.CharField()
    title = serializers.CharField()
    guide = serializers.CharField(help_text="What to do at the provider's, in plain text.")
    schema = serializers.DictField(help_text="JSON Schema of its settings; x-secret marks secrets.")
    secrets = serializers.ListField(child=serializers.CharField())
    hears = serializers.BooleanField(help_text="Whether it calls back, by the hook's address.")


class KindRow(Output):
    channel = serializers.CharField()
    by_endpoint = serializers.BooleanField(
        help_text="Customers are reached at devices or chats, not at an address of their profile."
    )
    without = serializers.CharField(
        allow_blank=True,
        help_text="What carries its messages without an account: mailbox, smtp, trial, sink;"
        " empty: they are refused.",
    )
    providers = ProviderRow(many=True)


class Changes(Input):
    """What may be changed of an account; each one may be left out."""

    name = TextField(max_length=100, required=False)
    settings = JsonField(
        required=False,
        help_text="Only those to change; a secret that is not given stays. null takes one away.",
    )
    topics = serializers.ListField(
        child=TextField(max_length=64), required=False, max_length=100, help_text="Their slugs."
    )
    enabled = serializers.BooleanField(required=False)
    per_second = serializers.FloatField(
        required=False, allow_null=True, min_value=0.001, max_value=100_000
    )
    warm_up = WarmUp(required=False, allow_null=True)

    def validate_warm_up(self, value: dict[str, Any] | None) -> dict[str, Any] | None:
        return value and {**value, "start": value["start"].isoformat()}

    def validate_topics(self, value: list[str]) -> list[str]:
        return sorted(set(value))


class NewAccount(Changes):
    channel = TextField(max_length=20)
    provider = TextField(max_length=40)
    settings = JsonField(default=dict, help_text="Open ones and secrets alike, by the schema.")


class Order(Input):
    channel = TextField(max_length=20)
    ids = serializers.ListField(child=serializers.IntegerField(), max_length=200)


class Test(Input):
    address = TextField(
        max_length=2000,
        help_text="A number, a mail address, a chat, a URL, or the id of a customer.",
    )
    content = JsonField(
        required=False, help_text="The channel's own fields; a plain test when left out."
    )


class TestResult(Output):
    ok = serializers.BooleanField()
    words = serializers.CharField(help_text="What came of it.")
    body = serializers.JSONField(allow_null=True, help_text="What was sent.")
    ref = serializers.CharField(allow_blank=True, help_text="The provider's own id of it.")
    milliseconds = serializers.IntegerField()
