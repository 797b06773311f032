"""Gives a buyer credit, or changes the credit it has."""

from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.finance.errors import CreditInUse
from dinghuo.finance.events import CreditLineSaved
from dinghuo.finance.models import CreditLine, CreditMove
from dinghuo.finance.rules.faults import amount_faults, parties_faults
from dinghuo.finance.states import CreditMoveKind, CreditStatus
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
