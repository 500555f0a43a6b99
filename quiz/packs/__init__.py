"""Files into packs: YAML with places, the fields of the format, where packs stand."""
