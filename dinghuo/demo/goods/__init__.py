"""The demo's goods, as values: 3,000 articles of food, drink and clothing, the same on every machine."""
