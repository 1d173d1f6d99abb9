"""What accepted runs measured, and the gate that holds a new run against it."""
