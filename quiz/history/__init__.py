"""What is kept between games: answers, flags, settings, and what follows from them."""
