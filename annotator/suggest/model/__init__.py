"""The suggester that goes by a fine-tuned encoder on onnxruntime."""
