"""Stage one of intensive care: early warning of sepsis and of deterioration, hour by hour."""
