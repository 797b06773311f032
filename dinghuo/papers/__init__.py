"""Printed papers: purchase order, delivery note, invoice and statement as PDF."""
