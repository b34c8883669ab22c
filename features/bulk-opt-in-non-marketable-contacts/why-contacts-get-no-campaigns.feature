Feature: Why Non-Marketable contacts get no campaigns

  Rule: A plugin that does not pass on permission adds Non-Marketable contacts
    > A plugin or an integration that does not pass on permission adds contacts with the email status **Non-Marketable**.

    > If a setting of the plugin or integration is wrong before the import, even people who gave permission arrive as
    > Non-Marketable.

    Scenario: The plugin is not set up to pass on permission
      Given a plugin that does not pass on permission
      When the plugin adds Ana Ruiz, who gave permission
      Then Ana Ruiz is Non-Marketable

    Scenario: The plugin is set up to pass on permission
      Given a plugin that passes on permission
      When the plugin adds Ana Ruiz, who gave permission
      Then Ana Ruiz is Opted-In

  Rule: A contact who comes in without permission is Non-Marketable
    > The CRM also gives this status to contacts who are imported or added by hand without a confirmed sign that you may
    > send marketing email to the address.

    Scenario: Import without permission
      When the user imports Ana Ruiz without permission
      Then Ana Ruiz is Non-Marketable

    Scenario: Import with permission
      When the user imports Ana Ruiz with permission
      Then Ana Ruiz is Opted-In

    Scenario: Contact added by hand without permission
      When the user adds Ana Ruiz by hand without permission
      Then Ana Ruiz is Non-Marketable

  Rule: Non-Marketable contacts get one-to-one email
    > You can still send one-to-one email to Non-Marketable contacts.

    Scenario: A one-to-one email to a Non-Marketable contact
      Given the Non-Marketable contact Ana Ruiz
      When the user sends Ana Ruiz a one-to-one email
      Then Ana Ruiz receives the one-to-one email

  Rule: Non-Marketable contacts get no broadcasts
    > But they get no broadcasts,

    Scenario: A broadcast to a Confirmed and a Non-Marketable contact
      Given the Non-Marketable contact Ana Ruiz
      And the Confirmed contact Ben Cole
      When the user sends a broadcast to all contacts
      Then Ben Cole receives the broadcast
      But Ana Ruiz is left out of the broadcast because of the status Non-Marketable

  Rule: Non-Marketable contacts get no sequence messages
    > and no messages of automated follow-up sequences.

    Scenario: A sequence for a Confirmed and a Non-Marketable contact
      Given the Non-Marketable contact Ana Ruiz
      And the Confirmed contact Ben Cole
      And a sequence with a message after 1 day
      When the user starts the sequence for all contacts
      And 1 day passes
      Then Ben Cole receives message 1 of the sequence
      But message 1 of the sequence is held for Ana Ruiz because of the status Non-Marketable

  Rule: Non-Marketable contacts get no campaigns until their status changes
    > They stay out of all your campaigns until their status changes.

    Scenario: A broadcast before and a broadcast after bulk opt-in
      Given the Non-Marketable contact Ana Ruiz
      And the user sent the broadcast "Winter sale" to all contacts
      And the user opted in all Non-Marketable contacts in bulk
      When the user sends the broadcast "Summer sale" to all contacts
      Then Ana Ruiz receives the broadcast "Summer sale"
      But Ana Ruiz does not receive the broadcast "Winter sale"

    Scenario: A sequence message that is held until bulk opt-in
      Given the Non-Marketable contact Ana Ruiz
      And a sequence with messages after 1 day and 2 days
      And the sequence was started for Ana Ruiz 5 days ago
      And message 1 of the sequence is held for Ana Ruiz because of the status Non-Marketable
      When the user opts in all Non-Marketable contacts in bulk
      And the CRM sends the messages that are due
      Then Ana Ruiz receives message 1 of the sequence
