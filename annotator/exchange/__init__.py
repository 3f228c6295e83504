"""Read and write annotations in the formats that others use."""
