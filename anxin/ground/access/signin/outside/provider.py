"""OpenID Connect with the least: who it is (the subject) and how it was proved (amr). No name, no e-mail."""

from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider


class OfficeProvider(OpenIDConnectProvider):
    """allauth's provider, asked for nothing but the subject."""

    def get_default_scope(self) -> list[str]:
        return ["openid"]

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"amr": data.get("id_token", {}).get("amr", [])}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


provider_classes = [OfficeProvider]
