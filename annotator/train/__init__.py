"""Train the encoder: base weights, mixture, fine-tuning, thresholds, export."""
