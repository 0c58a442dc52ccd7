"""The English sentences about the house: blocks, closures, hours, what visits can hold."""

from collections.abc import Mapping

BLOCKED: Mapping[str, str] = {
    "block-kind-unknown": "There is no kind of block “{kind}”. Use one of: {known}.",
    "block-off-grain": "A block begins and ends on a five-minute step, like 09:00 or 09:05.",
    "block-backwards": "A block must end after it begins.",
    "block-past": "{start} has passed. A block is for time that is still to come.",
    "block-long": "A block lasts at most {days} days. Choose a nearer end.",
    "repeat-over-midnight": "A block that repeats must begin and end on the same day.",
    "repeat-backwards": "The block cannot repeat until {until}: that is before it begins.",
    "repeat-long": "A block repeats for at most {days} days. Choose a nearer last day.",
    "repeat-never": "None of the chosen weekdays comes before {until}.",
    "repeat-half": "A block that repeats needs both the weekdays and the last day.",
    "block-already": "{name} is blocked at just this time already (block {block}).",
    "block-unknown": "There is no block number {block}.",
    "block-lifted": "Block {block} was given back already.",
    "block-over": "Block {block} is over; nothing is left to give back.",
    "visits-in-the-way": "Visits stand in the way. Move them first, or take their time: they then "
    "stay booked and need a new one.",
    "visit-in-the-way": "{name} has {type} on {start} (visit {visit}).",
    "visit-keeps-its-time": "{name} ({type}, visit {visit}) keeps this time until {until:clock}. "
    "Begin after that.",
}

CLOSED: Mapping[str, str] = {
    "clock-unreadable": "“{text}” is not a time of day. Write it like 12:00.",
    "closure-nameless": "Say why the clinic is closed, like Team day.",
    "closure-past": "{on} has passed. The clinic can be closed on a day that is still to come.",
    "closure-off-grain": "A closure begins and ends on a five-minute step, like 12:00 or 12:05.",
    "closure-backwards": "A closure must end after it begins.",
    "closure-far": "{on} is more than {days} days away. Choose a nearer day.",
    "closure-already": "The clinic is closed on {on} already: {name}.",
    "closure-unknown": "There is no closure number {closure}.",
    "holiday-unknown": "{on} is no public holiday where the clinic is.",
    "region-missing": "Say first whose public holidays are meant, like US-CO for Colorado.",
    "region-unknown": "There is no region “{region}”. Use a code like one of these: {known}.",
    "year-unreadable": "{year} is not a year that can be looked at.",
    "undo-form-printed": "{form}, version {version}, was printed since, so its approval stays. "
    "Withdraw it, or approve a newer version.",
    "undo-form-followed": "{form} has a version {newer} by now, so version {version} is no draft "
    "again. Withdraw it, or approve the newer one.",
    "undo-house-moved-on": "{name} has been changed again since. Change it by hand.",
}

LOST: Mapping[str, str] = {
    "plan-retired": "{name} is no longer to be had.",
    "plan-unskilled": "{name} no longer serves as {role}.",
    "plan-closed": "The clinic is closed then: {closed}.",
    "plan-lapsed": "{name} may be booked until {last} only: the credential or service ends.",
    "plan-blocked": "{name} is blocked between {start:clock} and {end:clock}.",
    "plan-off": "{name} does not work all the time from {start:clock} to {end:clock}.",
    "plan-nobody-there": "No {role} for the whole visit.",
}

RESOURCES: Mapping[str, str] = {
    "resource-nameless": "It needs a name.",
    "resource-name-taken": "Something or somebody else is called {name} already.",
    "resource-lanes": "It serves at least one visit at once, and at most {most}.",
    "resource-never-overbooked": "Pumps, seats and patients are never overbooked.",
    "resource-extra": "At most {most} visits can be overbooked at once.",
    "resource-within": "Seats stand in a room, and only seats do. Choose their room.",
    "resource-is-patient": "Patients are added by their card.",
    "resource-needs-login": "Somebody on staff needs a login of their own; nothing else has one.",
    "resource-has-seats": "{name} has seats: {seats}. Retire these first.",
    "resource-not-retired": "It is in use already.",
    "type-retired": "{type} is offered no more. Choose another kind of visit.",
    "login-letters": "“{login}” is not a login. Use small letters and digits, like ruiz2.",
    "manager-nameless": "The manager needs a name: acts and papers are told by it.",
    "manager-no-password": "The manager needs a password: it opens the clinic.",
    "recovery-not-put-away": "Print the recovery sheet or save it, put it away, and tick that this "
    "is done.",
    "clinic-not-made": "The clinic could not be made in {folder} ({why}).",
    "login-taken": "Somebody else has the login “{login}” already.",
    "roles-missing": "Choose what this person does here.",
    "count-unreadable": "“{text}” is not a number. Write it like 3.",
    "hours-unreadable": "The hours of {weekday} cannot be read: “{text}”. Write them like "
    "8-12, 13-17.",
    "hours-backwards": "On {weekday} work must end after it begins.",
    "hours-off-grain": "On {weekday} work begins and ends on a five-minute step, like 08:00.",
    "hours-overlap": "On {weekday} two stretches of work lie over each other.",
}

NOTICES: Mapping[str, str] = {
    "notice-cancel-hours": "Notice for a cancellation is {least} to {most} hours.",
    "notice-hold-days": "A hold ends {least} to {most} days before its visit.",
    "notice-recall-days": "A recall is due {least} to {most} days after a dose.",
}

HOUSE: Mapping[str, str] = {**BLOCKED, **CLOSED, **LOST, **RESOURCES, **NOTICES}
