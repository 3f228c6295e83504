"""Suggest marks by rules: rule shapes in code, lexicons as data."""
