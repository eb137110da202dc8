"""Coming in: who asks, signing in, and the clinic's pages by role."""
