"""What a gesture of staff was decided on: its body’s faults of shape, the version read (`If-Match`)."""

from conseillers_application.triage.seen import Seen
from conseillers_domain.errors import Fault
from conseillers_entrypoints.http.signed_in import AnyRequest, expected_number


def seen(request: AnyRequest, faults: tuple[Fault, ...]) -> Seen:
    """Both, for a use case that tells all at once."""
    return Seen(faults=faults, version=expected_number(request))
