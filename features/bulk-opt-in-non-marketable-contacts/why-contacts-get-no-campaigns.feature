Feature: Why Non-Marketable contacts get no campaigns

  Rule: A plugin that passes no permission adds Non-Marketable contacts
    > Contacts that come in through a plugin or an integration may end up with the email status **Non-Marketable**.

    > The usual cause is a setting in the plugin or integration that was wrong before the import.

    Scenario: The plugin is not set up to pass permission
      Given a plugin that does not pass permission
      When the plugin adds Ana Ruiz, who gave permission
      Then Ana Ruiz is Non-Marketable

    Scenario: The plugin passes permission
      Given a plugin that passes permission
      When the plugin adds Ana Ruiz, who gave permission
      Then Ana Ruiz is Opted-In

  Rule: Without a sign of permission, a new contact is Non-Marketable
    > The CRM gives this status to anyone who is imported or added by hand without a confirmed sign that you may send
    > marketing email to the address.

    Scenario Outline: The user brings in a contact
      When the user <brings in> Ana Ruiz <permission>
      Then Ana Ruiz is <status>

      Examples:
        | brings in    | permission         | status         |
        | imports      | without permission | Non-Marketable |
        | imports      | with permission    | Opted-In       |
        | adds by hand | without permission | Non-Marketable |
        | adds by hand | with permission    | Opted-In       |

  Rule: Non-Marketable contacts get one-to-one email
    > You can still write to Non-Marketable contacts one to one.

    Scenario: A personal message
      Given the Non-Marketable contact Ana Ruiz
      When the user sends Ana Ruiz a one-to-one email
      Then Ana Ruiz receives the one-to-one email

  Rule: Non-Marketable contacts get no broadcasts
    > They get no broadcasts, though,

    Scenario: A broadcast to everybody
      Given the Non-Marketable contact Ana Ruiz
      And the Confirmed contact Ben Cole
      When the user sends a broadcast to all contacts
      Then Ben Cole receives the broadcast
      But Ana Ruiz is left out of the broadcast for being Non-Marketable

  Rule: Non-Marketable contacts get no sequence messages
    > and no messages of automated follow-up sequences.

    Scenario: A sequence for two contacts
      Given the Non-Marketable contact Ana Ruiz
      And the Confirmed contact Ben Cole
      And a sequence with a message after 1 day
      When the user starts the sequence for all contacts
      And 1 day passes
      Then Ben Cole receives message 1 of the sequence
      But message 1 of the sequence is held for Ana Ruiz for being Non-Marketable

  Rule: Campaigns wait until the status changes
    > They stay out of all your campaigns until their status changes.

    Scenario: A held sequence goes on after opt-in
      Given the Non-Marketable contact Ana Ruiz
      And a sequence with messages after 1 day and 2 days
      And the sequence was started for Ana Ruiz 5 days ago
      When the user opts in all Non-Marketable contacts in bulk
      And the due messages go out
      Then Ana Ruiz receives message 1 of the sequence

    Scenario: A broadcast after opt-in
      Given the Non-Marketable contact Ana Ruiz
      When the user opts in all Non-Marketable contacts in bulk
      And the user sends a broadcast to all contacts
      Then Ana Ruiz receives the broadcast
