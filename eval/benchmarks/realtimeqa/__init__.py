"""RealTimeQA: weekly news quiz questions, asked of the articles a search engine gave for them.

A question counts by whether the gold answer stands in the articles at all. Where it does, the
figures tell how far up it is found and how often the answer holds it; where it does not, how
often the question is declined. Questions of another time, which these articles are not expected
to answer, are asked twice: as of their own day, and without one. Intervals draw whole weeks
again, because the questions of a week share their articles.
"""
