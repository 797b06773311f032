"""The calls, one router per domain: parse, ask the domain, shape the answer."""
