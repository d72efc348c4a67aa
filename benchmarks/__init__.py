"""Figures as ratios, measured side by side in one run: these machines are noisy, a ratio is less so."""
