"""What is said of a field that two desks have changed at once."""

from collections.abc import Mapping

BOTH: Mapping[str, str] = {
    "both-changed": "{field}: somebody else has made it “{now}” meanwhile.",
    "both-emptied": "{field}: somebody else has emptied it meanwhile.",
}
