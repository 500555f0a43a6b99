"""Tests of what is kept between games."""
