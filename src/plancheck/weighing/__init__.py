"""A second opinion on what a card says: every word of a statement weighed, not only the card's.

Cards know words; a duty told without any of them is missed, and a word of theirs that stands for
something else is taken in. The weights were learnt from labelled plans
(``benchmarks/learn_weights.py``); ``docs/decisions/012-second-opinion.md`` has what was tried, with
figures.

- ``grams``: the features of a statement: runs of characters and the core's words, clause by clause
- ``network``: what its words say together, which none says alone (decision 017)
- ``weights``: a file of weights, and the sums of a plan's statements
- ``clues``: what else speaks for a statement or against it: what its clauses do, its part, its card
- ``trees``: from those few numbers to how likely a statement counts
- ``opinion``: what all this says of a plan and a rule
- ``second``: the card's verdict and the opinion made one verdict
"""
