"""Rules of papers: what stands on a sheet, as plain values."""
