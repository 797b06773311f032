"""The laws about texts: gathered, translated into both kinds of Chinese, and with nothing lost on the way."""

import re

import pytest

from dinghuo.local import translations

# What is put into a text: %(name)s, %s, {name}, and the tags around its words.
PUT_IN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?[a-z][^>]*>")


@pytest.fixture(scope="module")
def hans():
    return translations.gathered()


def told(catalog) -> dict:
    """What a catalogue says, by context and English."""
    return {(message.context, message.id): message.string for message in catalog if message.id}


def strings(message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_the_texts_of_the_program_are_those_that_are_translated(hans):
    """Run bin/messages, translate locale/zh_Hans, run it again."""
    assert told(hans) == told(translations.read("zh_Hans"))


def test_every_text_is_translated(hans):
    assert translations.missing(hans) == []


def test_what_is_put_into_a_text_is_put_into_its_translation(hans):
    wrong = []
    for message in hans:
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[-1]
            wanted = sorted(PUT_IN.findall(english))
            wrong += [each for each in strings(message) if sorted(PUT_IN.findall(each)) != wanted]
    assert wrong == []


def test_traditional_is_made_from_simplified(hans):
    """Run bin/messages; what should be said otherwise in 繁體 goes into overrides.json."""
    assert told(translations.in_traditional(hans)) == told(translations.read("zh_Hant"))
