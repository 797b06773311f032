"""Keeps a document that a version of a product will name."""

from dinghuo.catalogue.permissions import SUBMIT_PRODUCT
from dinghuo.catalogue.rules.document_files import folder_of
from dinghuo.catalogue.steps.keep_paper import keep_paper
from dinghuo.foundation.actor import Actor, require
from dinghuo.organisations.queries.own import own_organisation_id


def add_document(actor: Actor, content: bytes, path: str = "content") -> str:
    """Keep a PDF as it is, or a picture redrawn, apart from others' documents; returns its path below MEDIA_ROOT.

    Nobody else sees it before a version that names it is submitted. Raises Invalid at `path`.
    """
    require(actor, SUBMIT_PRODUCT)
    return keep_paper(actor, content, path, folder_of(own_organisation_id(actor)))
