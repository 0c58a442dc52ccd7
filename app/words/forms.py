"""The English sentences of the forms' linter."""

from collections.abc import Mapping

FORMS: Mapping[str, str] = {
    "form-approval-missing": "{form}: an approved form needs who approved it and when.",
    "form-approved-late": "{form}: it takes effect on {effective}, before its approval on "
    "{approved}.",
    "form-unknown": "There is no form “{form}”. There are {known}.",
    "form-version-unknown": "“{form}” has no version {version}; its last is {last}.",
    "form-language-none": "{form} has no text in “{language}”; there are {known}.",
    "form-moved-on": "“{form}” was changed by somebody else meanwhile. "
    "What you wrote is still here; open the form again and put it in.",
    "form-folder-empty": "There is no form in {folder}: a form is a folder with a form.toml "
    "and its texts, like en.md.",
    "form-folder-full": "{folder} holds more than {most} files. Nothing was taken from it.",
    "form-not-draft": "{form}, version {version}, is not a draft. "
    "Change it to begin a new version.",
    "form-in-the-past": "{form} cannot take effect on {effective}, which is past. "
    "Choose today or a later day.",
    "form-two-at-once": "{form}: version {version} takes effect on {effective}. "
    "A newer version must begin after it.",
    "form-withdrawn-before": "{form} was withdrawn before.",
    "form-why-missing": "Say why {form} is withdrawn.",
    "form-name-unknown": "{form}: “{name}” is not one of the known {key}.",
    "form-text-missing": "{form}: the text {file} is missing.",
    "form-title-empty": "{form}: what {file} is called is empty. Write its title and its short "
    "title.",
    "form-source-empty": "{form}: source {number} does not say what it is called, or what it "
    "supports.",
    "form-title-missing": "{form}: there is {file}, but form.toml has no title in that language.",
    "form-text-changed": "{form}: {file} is not the text of this version. "
    "Give a changed text a new version and its own hash.",
    "form-field-unlisted": "{form}: {file} uses the field {field}, which form.toml does not list.",
    "form-field-unused": "{form}: form.toml lists the field {field}, which no text uses.",
    "form-condition-unlisted": "{form}: {file} asks for the condition {condition}, which form.toml "
    "does not list.",
    "form-id-twice": "{form}: {file} uses the id {id} twice.",
    "form-ids-differ": "{form}: {file} and en.md do not have the same ids: {ids}.",
    "form-signers-differ": "{form}: form.toml says that {listed} sign, but {file} has a place for "
    "{found}.",
    "form-letters": "{form}: {file} has letters that the shipped fonts do not have: {letters}.",
    "form-grade": "{form}: {file} reads too hard: {measure} {value}; the limit is {limit}.",
    "form-hard-block": "{form}: {file}, “{block} …” reads too hard: {measure} {value}; "
    "the limit is {limit}.",
    "claim-missing": "claims.toml has no row for {claim}.",
    "claim-untold": "{claim}: no sheet answers the claim “{says}”.",
    "claim-sheet-unknown": "{claim}: there is no sheet {form}.",
    "claim-sentence-missing": "{claim}: {form} does not say “{sentence}”.",
    "claim-source-missing": "{claim}: {form} does not name the source {source}.",
    "sheet-length": "{form}: {file} has {count} words; an education sheet has {fewest} to {most}.",
    "sheet-figures": "{form}: {file} has {count} figures; an education sheet has exactly one.",
    "sheet-sources": "{form}: {dated} of its sources have a date; "
    "an education sheet needs {fewest}.",
    "sheet-questions": "{form}: {file} has no section with the id {id}, for what to ask.",
    "sheet-evidence": "{form}: form.toml does not say in {language} how sure the subject is.",
    "sheet-sentence-shared": "{form}: {file} has a sentence that also stands in {other}: "
    "“{sentence}” Write it in other words, or put it into a common text.",
    "form-false": "{form}: {file} says “{sentence}” That is not true: {why}",
}
