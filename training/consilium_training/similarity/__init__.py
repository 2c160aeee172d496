"""The space of similar patients: maps, kernels and weights learned where diagnoses are known."""
