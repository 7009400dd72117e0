Feature: A1
  What is asked of it is said elsewhere.
