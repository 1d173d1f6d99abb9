"""What each part of answering is worth: the questions asked with everything, and without each part.

Asked are the RealTimeQA questions whose answer stands in the articles. A part is switched off
from outside, at the seams that the chain has anyway: another face of the store, another reader,
another way of asking. The program itself has no switch for it. Answers are composed without a
language model, and the reader orders the passages, whatever the settings say of either. Every
variant is held against the whole, question by question; intervals draw whole weeks again.
"""
