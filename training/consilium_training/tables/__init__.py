"""The fused head and its losses on real public tables, beside the field's own models."""
