"""What the office fills in for the persons concerned."""
