"""One effect with its variance from the data of one study, for every measure."""
