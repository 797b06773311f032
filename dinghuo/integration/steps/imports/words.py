"""Says in words what is wrong with a file or a cell, and how it is mended."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _


def file_words(code: str, most: int) -> str:
    """Why a file isn't read."""
    told: dict[str, Callable[[], str]] = {
        "type": lambda: _("This is no sheet. Send xlsx, xls or csv."),
        "encoding": lambda: _("The letters of this file can't be read. Save it as xlsx, or as csv in UTF-8."),
        "broken": lambda: _("The file is broken. Open it in your spreadsheet, save it anew and send that."),
        "password": lambda: _("The file is locked with a password. Save it without one."),
        "empty": lambda: _("There is nothing in this file. Begin with the template."),
        "bomb": lambda: _("The file is unpacked larger than %(most)s MB. Send it in parts."),
        "too-much": lambda: _(
            "The file is too large to be read. Delete empty rows and columns, or send it in parts."
        ),
        "too-many-rows": lambda: _("There are more than %(most)s rows. Send the file in parts."),
        "too-many-columns": lambda: _(
            "There are more than %(most)s columns. Delete those that aren't needed."
        ),
        "no-rows": lambda: _("Under the headings there are no rows."),
        "pictures-broken": lambda: _("The file of pictures is no zip, or broken. Pack the pictures anew."),
        "pictures-too-many": lambda: _("There are more than %(most)s files in the zip. Send it in parts."),
        "pictures-bomb": lambda: _("The pictures are unpacked larger than %(most)s MB. Send them in parts."),
        "gone": lambda: _("The file is no longer there. Upload it again."),
    }
    return told.get(code, told["broken"])() % {"most": most}


def cell_words(code: str, values: Mapping[str, Any]) -> str:
    """What is wrong with a cell, and the fix."""
    told: dict[str, Callable[[], str]] = {
        "needed": lambda: _("Fill this in."),
        "number": lambda: _("This is no number. Write it like 1234.50."),
        "whole": lambda: _("Write a whole number."),
        "rate": lambda: _("Write the rate like 13%."),
        "yes-no": lambda: _("Write yes or no."),
        "say-so": lambda: _("If the price is right, write yes here."),
        "day": lambda: _("This is no day. Write it like 2026-11-30."),
        "day-doubt": lambda: _("Day or month first? Write it like 2026-11-30."),
        "parts": lambda: _("Write codes and quantities, such as FD-1*2; FD-2*1."),
        "gtin": lambda: _("This is no barcode: 8, 12, 13 or 14 digits, of which the last checks the others."),
        "shortened": lambda: _(
            "The spreadsheet has cut off digits. Format the column as text and fill it in again."
        ),
        "too-long": lambda: _("At most %(most)s characters."),
        "choice": lambda: _("Take one of the values of the template."),
        "twice": lambda: _("Row %(row)s is about the same. Keep one of them."),
        "contradicts": lambda: _(
            "Row %(row)s says something else of the same at the same time. Keep the one that is right."
        ),
        "changed-since": lambda: _("This was changed after the preview. Upload the sheet again to see how."),
        "past": lambda: _("This time has passed, and it had a price. It stays as it was."),
        "expired": lambda: _("This day has passed: the price would never count. Enter a later day, or none."),
        "promised": lambda: _(
            "Orders have been promised %(reserved)s. Enter no less, or cancel orders first."
        ),
        **_subject_words(),
    }
    words = told[code]()
    # A sentence of which nothing is told may hold a percent sign of its own.
    return words % values if values else words


def _subject_words() -> dict[str, Callable[[], str]]:
    """What is wrong with what a row is about: goods, places, companies."""
    return {
        "unknown-list": lambda: _("You have no such price list."),
        "list-over": lambda: _("This list has ended. Let it last longer, or name another."),
        "list-off": lambda: _("This list is a draft or withdrawn. Let it count first, or name another."),
        "no-list": lambda: _("Say on which price list: choose one for the whole import."),
        "other-currency": lambda: _(
            "The prices of this list are in %(currency)s. Enter this one in %(currency)s, or name another list."
        ),
        "no-prices": lambda: _("You may not set prices. Leave this empty, or ask who may."),
        "no-counts": lambda: _("You may not count stock. Leave this empty, or ask who may."),
        "no-warehouse": lambda: _("You have no such warehouse."),
        "several-balances": lambda: _(
            "It lies in several places or lots, or some has expired. Name the warehouse, or bring a sheet of stock."
        ),
        "unknown-seller": lambda: _("There is no such seller."),
        "unknown-storefront": lambda: _("You have no such storefront."),
        "no-storefront": lambda: _("Say in which storefront: choose one for the whole import."),
        "ends-before": lambda: _("It ends before it starts."),
        "unknown-region": lambda: _("There is no such region. Write it like 浙江省 杭州市 西湖区."),
        "unknown-level": lambda: _("There is no such level."),
        "unknown-customer": lambda: _("You have no such customer. Ask the operator to take the company in."),
        "no-buyer": lambda: _("This code belongs to a company that isn’t a customer."),
        "not-your-facts": lambda: _("The operator keeps what is known of a company. Leave this empty."),
        "not-your-level": lambda: _("The operator gives levels. Leave this empty."),
        "term": lambda: _("Between 0 and %(most)s days."),
        "unknown-sku": lambda: _("There is no article %(sku)s."),
        "unknown-product": lambda: _("There is no product %(product)s. Import the product first."),
        "not-yours": lambda: _(
            "Others offer this product too, or it is described by the operator. Import your offer."
        ),
        "other-unit": lambda: _(
            "This barcode is %(sku)s, which counts in %(unit)s. Enter its unit, or another barcode."
        ),
        "picture": lambda: _(
            "%(file)s is no picture that can be shown. Send PNG, JPEG or WebP of at most 10 MB."
        ),
        "sibling": lambda: _("Row %(row)s of the same product is wrong."),
        "part-row": lambda: _(
            "%(sku)s stands in row %(row)s, which can’t be imported. Mend that row, or bring the parts first."
        ),
        "differs": lambda: _("Row %(row)s of the same product says something else."),
    }
