"""The rhythm of real trade, measured once and kept as constants, so that the demo's year looks like somebody's.

Measured on the order lines that were sold in `online-retail-2010-12-a.csv` (17,320 lines, 891 invoices, 644 customers,
2,112 articles of a British wholesaler, 1 to 12 December 2010; Chen 2015, https://doi.org/10.24432/C5BW33, CC BY 4.0):
lines with a customer, a positive quantity and a positive price, cancellations left out. tests/demo/test_rhythm.py
measures again where the file is at hand and compares.
"""

#: (share of invoices, lines in them at most): the quantiles of the number of lines of an invoice.
LINES_PER_ORDER = (
    (0.01, 1),
    (0.10, 2),
    (0.25, 5),
    (0.50, 14),
    (0.75, 26),
    (0.90, 48),
    (0.95, 62),
    (0.99, 87),
)

#: (quantity, lines): how often a line has this quantity, for all quantities that more than 60 lines have. The peaks are
#: the packs (12, 24, 48, 6): traders order whole packs.
QUANTITIES = (
    (1, 4575),
    (2, 2622),
    (12, 2170),
    (6, 1728),
    (4, 1270),
    (3, 1165),
    (24, 858),
    (8, 485),
    (10, 445),
    (5, 423),
    (48, 225),
    (36, 169),
    (16, 118),
    (20, 110),
    (25, 87),
    (18, 80),
    (72, 79),
    (9, 70),
    (7, 67),
    (96, 63),
)

#: (share of the articles, best sellers first; share of the lines they make): the curve of popularity. Over the better
#: half of the articles log(lines) falls by 0.67 for each step of log(rank), a flat Zipf law.
POPULARITY = (
    (0.00, 0.000),
    (0.01, 0.097),
    (0.05, 0.287),
    (0.10, 0.429),
    (0.20, 0.614),
    (0.50, 0.881),
    (0.80, 0.976),
    (1.00, 1.000),
)

#: Invoices by the hour in which they were written, from 7 to 20 o'clock.
HOURS = {
    7: 2,
    8: 20,
    9: 61,
    10: 113,
    11: 104,
    12: 159,
    13: 125,
    14: 90,
    15: 112,
    16: 62,
    17: 25,
    18: 12,
    19: 5,
    20: 1,
}

#: Invoices on a day of the week (0 is Monday), the mean of such days in the file. The house was closed on Saturdays;
#: Chinese wholesale trades on both days of the weekend, so the demo gives Saturday the figure of Sunday.
WEEKDAYS = {0: 94.0, 1: 71.0, 2: 116.0, 3: 117.5, 4: 64.5, 5: 65.0, 6: 65.0}

#: The chance that a customer who ordered n days ago and not since orders today, n from 1 to 10: orders over customers
#: at risk, which takes care of the file being twelve days long. The peak is the weekly order.
REORDER = (0.0282, 0.0189, 0.0209, 0.0249, 0.0288, 0.0232, 0.0717, 0.0260, 0.0107, 0.0069)

#: The same from the eleventh day on: the mean of the first ten, since the file ends there.
REORDER_LATER = 0.0260

#: Of the articles in a customer's later invoices, the share that this customer had bought before.
BOUGHT_BEFORE = 0.28

#: The tenth of the customers that orders most has this share of the invoices.
BEST_TENTH = 0.27
