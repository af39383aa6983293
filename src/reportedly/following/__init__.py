"""Asking sources for what is new, politely, and remembering in the ledger what came of it.

    sources in the ledger -> due (schedule) -> asked (wire, hosts, robots) -> parsed in the box
      -> entries: known, new, changed (deciding) -> pages asked for -> articles (making)
      -> found, with what is to be recorded with them (polling)

What decides is pure; `polling` alone reads the ledger, and `wire` alone waits for the network.
"""
