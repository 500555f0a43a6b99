"""What is kept between games: answers, what was seen, settings."""
