"""What is said in study groups, and between partners. What a group sees of a learner is what they agreed to."""
