"""The therapist's pages in the clinic."""
