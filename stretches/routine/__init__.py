"""A guided session: what is suggested, how pain is judged, and the routine from start to end."""
