Feature: Sentences of the article that a scenario cannot check

  @advisory
  Rule: Permission comes before opt-in
    People give permission outside the CRM, so no page of the CRM can show whether they did.

    > Make sure that everyone you are about to opt in has given you explicit permission.

  @advisory
  Rule: Email without permission does harm
    Reputation and law are outside the CRM.

    > Marketing email that nobody agreed to harms your reputation as a sender and breaks the rules on email.

  @advisory
  Rule: A plugin with a wrong setting is the most common reason
    These sentences say how often something happens. A scenario shows that it can happen, but not how often it does.

    > This is the usual cause.

    > which is the most common reason.

  @advisory
  Rule: Another article is about single contacts
    The sentence is about an article, not about the CRM. prosecov check reports the link if it leads nowhere.

    > another article explains how.
