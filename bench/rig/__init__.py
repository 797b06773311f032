"""What the benchmarks share: market, server, load, counters, report."""
