"""Rules of integration: plain values in, plain values out."""
