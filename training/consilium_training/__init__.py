"""Trains, checks and exports the models that Consilium runs in the browser."""
