"""What was learned from data: one encoder over a parse's tokens, several heads, read through ONNX."""
