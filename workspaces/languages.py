"""The languages that the product and its pages for customers speak."""

LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("pl", "Polski"),
    ("zh-hans", "简体中文"),
]
