"""How often the program is right: short clips of the synthetic figure, reviewed and compared."""
