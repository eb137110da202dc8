"""The replay: a recorded stretch in the browser, as a skeleton or beside its video."""
