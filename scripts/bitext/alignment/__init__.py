"""Which section, block and sentence of one text stands for which of the other."""
