"""Screens for whoever sells: the same pages behind the supplier's and the branch's door."""
