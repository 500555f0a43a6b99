"""Facts to questions: proofs, distractors, wording."""
