"""What changes about appointments. One transaction each."""
