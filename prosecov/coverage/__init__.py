"""Coverage: from the quotations of features and the runs of scenarios to a verdict for each sentence."""
