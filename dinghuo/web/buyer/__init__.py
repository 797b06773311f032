"""The storefront, where buyers order."""
