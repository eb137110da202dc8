"""The patient's pages in the clinic."""
