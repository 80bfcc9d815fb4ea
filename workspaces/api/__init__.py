"""The management API's ground (errors, callers, pages, parsing) and its part on people.

Other apps build their views on `views.ApiView`; a view reads and answers, never writes.
"""
