"""Axes of genotypes within ancestry: founders, linkage disequilibrium, fit, projection."""
