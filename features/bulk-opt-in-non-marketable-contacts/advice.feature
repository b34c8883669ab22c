Feature: Advice that no screen can show

  @advisory
  Rule: Permission comes before opt-in
    The CRM cannot know what people agreed to elsewhere.

    > Make sure that everyone you are about to opt in has given you explicit permission.

  @advisory
  Rule: Email without permission does harm
    Reputation and law lie outside the CRM.

    > Marketing email that nobody agreed to harms your reputation as a sender and breaks the rules on email.
