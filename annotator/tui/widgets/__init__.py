"""The parts of the screens: values come down, messages go up."""
