"""Serializers that take what was meant and nothing else."""

from typing import Any

from rest_framework import serializers

from workspaces.zones import is_zone


class Input(serializers.Serializer[Any]):
    """A body. Fields that it does not know are refused, so that a slip of the pen is seen."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = [name for name in data if name not in self.fields]
            if unknown:
                known = ", ".join(self.fields)
                message = f"There is no such field here. Known are: {known}."
                raise serializers.ValidationError(
                    {name: [serializers.ErrorDetail(message, "unknown")] for name in unknown}
                )
        return super().to_internal_value(data)


class Output(serializers.Serializer[Any]):
    """An answer; rows or plain mappings go in."""


class TextField(serializers.CharField):
    """A string; a number is not quietly taken for one."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError("Write a text.", "type")
        return str(super().to_internal_value(data))


class ZoneField(TextField):
    """An IANA time zone."""

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if name and not is_zone(name):
            message = (
                f"'{name[:64]}' is not a time zone. Write an IANA name, such as Europe/Warsaw."
            )
            raise serializers.ValidationError(message, "zone")
        return name


class JsonField(serializers.JSONField):
    """An object of JSON, not a list or a bare value."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            raise serializers.ValidationError("Write an object: {...}.", "type")
        return super().to_internal_value(data)
