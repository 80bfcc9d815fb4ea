"""The language that a call is spoken in, as each service names it."""

# The languages of customers, by their first part, with the country that is meant by default.
COUNTRIES = {
    "ar": "ar-AE", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-US",
    "es": "es-ES", "fi": "fi-FI", "fr": "fr-FR", "he": "he-IL", "hi": "hi-IN", "hu": "hu-HU",
    "it": "it-IT", "ja": "ja-JP", "ko": "ko-KR", "nb": "nb-NO", "nl": "nl-NL", "pl": "pl-PL",
    "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sv": "sv-SE", "th": "th-TH",
    "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}  # fmt: skip
# Infobip names a language alone, and the variant where it has several.
_VARIANTS = frozenset({"en-gb", "en-au", "es-mx", "pt-br", "fr-ca", "zh-cn", "zh-tw"})


def spoken(given: str) -> str:
    """BCP 47 with a country: "pl" and "pl_pl" are "pl-PL", "zh-hans" is "zh-CN"."""
    first, _, rest = given.strip().replace("_", "-").partition("-")
    language, country = first.lower(), rest.upper()
    if len(country) == 2 and country.isalpha() and language.isalpha() and len(language) in (2, 3):
        return f"{language}-{country}"
    return COUNTRIES.get(language, "en-US")


def at_infobip(tag: str) -> str:
    """https://www.infobip.com/docs/voice-and-video/outbound-calls names them in lower case."""
    lower = tag.lower()
    return lower if lower in _VARIANTS else lower.partition("-")[0]
