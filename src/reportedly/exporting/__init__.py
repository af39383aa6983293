"""Claims and threads as the records of other people's standards: one module a standard, no input or output.

claims as judged, with their articles -> ftm, plover, schemaorg, tables, webannotations
threads, with the same -> sipri, stix, tables

What a record says is what somebody claims: who, how sure, in which words. What a standard has no place for
is left out and said to be.
"""
