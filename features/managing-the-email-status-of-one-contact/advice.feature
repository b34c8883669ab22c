Feature: Advice that no screen can show

  @advisory
  Rule: Permission comes before opt-in
    The CRM cannot know what people agreed to elsewhere.

    > Opt in only people who have given you permission.
