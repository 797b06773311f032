"""Where the documents of products lie below MEDIA_ROOT: apart by who wrote them, and never served to everybody."""

from uuid import UUID


def folder_of(organisation_id: UUID) -> str:
    """The folder of one organisation's documents."""
    return f"private/documents/{organisation_id.hex}"


def name_of(file: str) -> str:
    """The name of a document's file by which its writer and the operator ask for it."""
    return file.rsplit("/", 1)[-1]
