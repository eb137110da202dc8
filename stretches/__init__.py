"""What a stretch is, and what judges, counts, coaches and reports it."""
