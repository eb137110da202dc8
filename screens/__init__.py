"""The pages: thin files over what the floors below know."""
