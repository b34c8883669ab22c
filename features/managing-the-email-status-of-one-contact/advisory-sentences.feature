Feature: Sentences of the article that a scenario cannot check

  @advisory
  Rule: Permission comes before opt-in
    People give permission outside the CRM, so no page of the CRM can show whether they did.

    > Opt in only people who have given you permission.

  @advisory
  Rule: The word "marketable" stands for three statuses
    The sentence defines a word of the article. A definition is a choice of words, which the CRM cannot contradict.

    > These three statuses are called marketable.

  @advisory
  Rule: The steps use Ana Ruiz as an example
    The sentence introduces the example in the steps and says nothing about the CRM. The walkthrough runs with this
    example.

    > The steps use Ana Ruiz, who signed a form at your counter, as an example.
