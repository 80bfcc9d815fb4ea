"""What a workspace counts of its messages, and how their links are marked."""

from typing import Any

import msgspec
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from channels_app.tracking.rules import Rules, change_rules, rules_of
from workspaces.api.fields import Input, JsonField, Output, TextField
from workspaces.api.views import WORKSPACE, ApiView
from workspaces.permissions import Act, require


class UtmRule(Output):
    channel = serializers.CharField(allow_blank=True, help_text="Empty for all.")
    journey = serializers.CharField(allow_blank=True, help_text="Its slug; empty for all.")
    hosts = serializers.ListField(child=serializers.CharField(), help_text="None for all.")
    source = serializers.CharField(  # type: ignore[assignment]
        allow_blank=True, help_text="{channel}, {journey}, {step}, {topic}, {language} are known."
    )
    medium = serializers.CharField(allow_blank=True)
    campaign = serializers.CharField(allow_blank=True)
    content = serializers.CharField(allow_blank=True)
    term = serializers.CharField(allow_blank=True)


class AttributionRule(Output):
    events = serializers.ListField(
        child=serializers.CharField(), help_text="Names of events that are purchases."
    )
    value = serializers.ListField(
        child=serializers.CharField(), help_text="Properties with the amount; the first there is."
    )
    currency = serializers.CharField(help_text="The property with the currency.")
    by = serializers.ChoiceField(
        ("click", "window"), help_text="The last message clicked, or the last one sent."
    )
    days = serializers.IntegerField(min_value=1, max_value=90)


class TrackingRules(Output):
    clicks = serializers.BooleanField()
    opens = serializers.BooleanField()
    transactional = serializers.BooleanField(help_text="Count those too.")
    off = serializers.ListField(
        child=serializers.CharField(), help_text="Channels that are not counted."
    )
    utm = UtmRule(many=True, help_text="The first rule that fits a message is taken.")
    attribution = AttributionRule()


class TrackingChange(Input):
    clicks = serializers.BooleanField(required=False)
    opens = serializers.BooleanField(required=False)
    transactional = serializers.BooleanField(required=False)
    off = serializers.ListField(child=TextField(max_length=20), required=False)
    utm = serializers.ListField(child=JsonField(), required=False)
    attribution = JsonField(required=False)


@extend_schema(parameters=[WORKSPACE], tags=["tracking"])
class TrackingView(ApiView):
    @extend_schema(operation_id="tracking", responses=TrackingRules)
    def get(self, request: Request) -> Response:
        """What is counted, how links are marked, and what a purchase is put down to."""
        return Response(_shown(rules_of(self.actor.workspace.id)))

    @extend_schema(operation_id="tracking_change", request=TrackingChange, responses=TrackingRules)
    def patch(self, request: Request) -> Response:
        """Set some of the fields; messages that leave within seconds follow them."""
        require(self.actor, Act.RUN)
        return Response(_shown(change_rules(self.actor, self.taken(TrackingChange))))


def _shown(rules: Rules) -> Any:
    return TrackingRules(msgspec.to_builtins(rules)).data
