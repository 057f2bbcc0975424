"""What running a call does to the rest of the program and to the world."""
