"""The data of the program: packs, questions, locations, rules, problems, random streams."""
