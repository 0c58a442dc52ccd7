from tests.cli.typed import Ask


def test_what_papers_say_is_told_and_changed(ask: Ask) -> None:
    before = ask("details").done

    words = ["--phone", "303 555 0142", "--after-hours-phone", ""]
    after = ask("details", *words, "--as", "manager").done

    assert before["name"] == "Aurora Clinic (demo)"
    assert after == before | {"phone": "+13035550142", "after_hours_phone": ""}
    assert ask("details").done == after


def test_only_a_manager_changes_it_and_nonsense_is_refused(ask: Ask) -> None:
    assert ask("details", "--name", "Aspen").reasons == ["not-permitted"]
    assert ask("details", "--name", " ", "--as", "manager").reasons == ["clinic-name-missing"]
