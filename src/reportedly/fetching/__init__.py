"""The one place that everything fetched from a network passes. None of it is trusted.

request -> URL checked -> addresses looked up, checked, dialled -> head and body, bounded -> answer
                ^                                                        |
                +---------------------- redirect ------------------------+
"""
