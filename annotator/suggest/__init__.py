"""Suggest marks for a document: rules, model, and what joins them."""
