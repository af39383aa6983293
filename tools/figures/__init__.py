"""Figures of the model card, as SVG."""
