from app.domain.form_diff import Kind, Stretch, edits

BEFORE = """## Before {#before}

Eat nothing for 8 hours. Drink water. Bring a list.

::: initial ride
An adult takes you home.
:::
"""


def told(after: str) -> list[tuple[int, list[str]]]:
    marks = {Kind.SAME: " ", Kind.GONE: "-", Kind.NEW: "+"}
    return [
        (edit.line, [marks[each.kind] + each.text for each in edit.stretches])
        for edit in edits(BEFORE, after)
    ]


def test_the_same_text_has_no_edit() -> None:
    assert edits(BEFORE, BEFORE) == ()


def test_a_changed_sentence_shows_its_words() -> None:
    assert told(BEFORE.replace("8 hours", "6 hours")) == [
        (3, [" Eat nothing for", "-8", "+6", " hours."])
    ]


def test_a_sentence_that_is_gone_and_one_that_is_new() -> None:
    after = BEFORE.replace("Drink water. ", "").replace("home.", "home. Call us if nobody can.")

    assert told(after) == [(3, ["-Drink water."]), (6, ["+Call us if nobody can."])]


def test_a_mark_that_changed_is_an_edit() -> None:
    assert told(BEFORE.replace("initial ride", "initial escort")) == [
        (5, [" ::: initial", "-ride", "+escort"])
    ]


def test_everything_is_new_against_nothing() -> None:
    assert edits("", "One. Two.")[0].stretches == (Stretch(Kind.NEW, "One."),)
    assert [edit.stretches[0].kind for edit in edits("One. Two.", "")] == [Kind.GONE, Kind.GONE]
