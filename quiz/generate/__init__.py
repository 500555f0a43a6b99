"""Facts into questions: what is false and why, what is near, how it is worded, what goes into a round."""
