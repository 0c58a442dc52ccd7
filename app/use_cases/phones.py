"""Telephone numbers: kept in E.164, typed and shown as people do."""

import phonenumbers

from app.domain.refusal import refuse

HOME = "US"
"""The country whose numbers need no country code."""


def dialled(typed: str) -> str:
    """A number in E.164 from however it was typed; empty stays empty."""
    if not typed.strip():
        return ""
    try:
        number = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException:
        raise refuse("patient-phone-unreadable", phone=typed) from None
    if not phonenumbers.is_possible_number(number):
        raise refuse("patient-phone-unreadable", phone=typed)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(phone: str) -> str:
    """A kept number as people read it: (202) 555-0142."""
    if not phone:
        return ""
    number = phonenumbers.parse(phone, HOME)
    style = phonenumbers.PhoneNumberFormat
    at_home = number.country_code == phonenumbers.country_code_for_region(HOME)
    return phonenumbers.format_number(number, style.NATIONAL if at_home else style.INTERNATIONAL)
