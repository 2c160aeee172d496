"""The form of a JSON file, without its values."""


def outline(value):
    """Return the names of all fields, and of lists the first entry's."""
    if isinstance(value, dict):
        return {name: outline(item) for name, item in value.items()}
    return [outline(value[0])] if isinstance(value, list) and value else None
