"""What a relative effect comes to for people, and how large it is to them."""
