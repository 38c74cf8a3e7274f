"""The PostgreSQL that comes with us, for demonstrations, development and tests.

Only the wheel's programs are used, never its launcher: as root that one adds a login
account and opens every parent folder to everybody, and it trusts whoever connects.
"""
