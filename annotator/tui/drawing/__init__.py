"""How text and marks become lines of cells; knows Rich and Textual strips, but no widget."""
