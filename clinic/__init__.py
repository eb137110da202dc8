"""People, prescriptions, sessions kept and reviewed: the floor between the stretches and the pages.

Data is reached through `clinic.access.Access` only, which knows who asks.
"""
