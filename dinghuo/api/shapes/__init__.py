"""The answers: a schema of each for OpenAPI, and the function that builds it as plain values."""
