"""Makes a person's recovery codes anew."""

from dinghuo.organisations.models import Person, RecoveryCode
from dinghuo.organisations.rules.recovery import new_recovery_codes
from dinghuo.organisations.steps.second_factor.check_factor import recovery_hash


def new_recovery(person: Person) -> list[str]:
    """Ten new codes; the ones before are void. They are kept nowhere but in what is returned."""
    codes = new_recovery_codes()
    RecoveryCode.objects.filter(market_id=person.market_id, person=person).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(market_id=person.market_id, person=person, code_hash=recovery_hash(person, code))
        for code in codes
    )
    return codes
