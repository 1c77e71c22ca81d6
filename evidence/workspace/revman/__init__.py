"""What RevMan, the program of Cochrane, writes: its own files and its tables of analyses."""
