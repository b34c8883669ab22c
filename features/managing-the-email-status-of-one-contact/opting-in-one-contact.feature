Feature: Opting in one contact

  Rule: Opt-in on the contact's page makes a Non-Marketable address Opted-In
    > You see the status, and change it, on the contact's page.

    > or was opted in later.

    > The status goes from Non-Marketable to Opted-In.

    Scenario: One of two contacts
      Given the Non-Marketable contact Ana Ruiz
      And the Non-Marketable contact Ben Cole
      When the user opts in Ana Ruiz
      Then Ana Ruiz is Opted-In
      But Ben Cole is Non-Marketable

  Rule: Bulk opt-in does the same for many contacts together
    > To change the status of many contacts together, use bulk opt-in instead.

    Scenario: Three contacts
      Given 3 Non-Marketable contacts
      When the user opts in all Non-Marketable contacts in bulk
      Then the message says that 3 email addresses changed from Non-Marketable to Opted-In

  Rule: Opted-in contacts get campaigns from then on
    > From now on the address gets broadcasts and sequence messages.

    Scenario: Campaigns after opt-in on the page
      Given the Non-Marketable contact Ana Ruiz
      And a sequence with a message after 1 day
      And the user opted in Ana Ruiz
      When the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then Ana Ruiz receives the broadcast
      And Ana Ruiz receives message 1 of the sequence

  Rule: The other addresses of the contact stay as they are
    > The other addresses of the contact keep the status that they have.

    Scenario: The second of three addresses
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3      |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Unsubscribed |
      When the user opts in Email 2 of Ana Ruiz
      Then Email 2 of Ana Ruiz is Opted-In
      But Email 1 of Ana Ruiz is Non-Marketable
      And Email 3 of Ana Ruiz is Unsubscribed

  Rule: How permission was given is asked and kept
    Scenario: It is said
      > The steps take a contact called Ana Ruiz as their example, who has signed a form at your counter.

      > The CRM keeps what you entered in the consent history.

      Given the Non-Marketable contact Ana Ruiz
      When the user opts in Ana Ruiz
      Then the newest entry of the consent history of Ana Ruiz is an opt-in with how permission was given

    Scenario: It is not said
      > If you leave the field empty, nothing changes, and the dialog asks for it.

      Given the Non-Marketable contact Ana Ruiz
      When the user opts in Ana Ruiz without saying how permission was given
      Then the dialog asks how permission was given
      And Ana Ruiz is Non-Marketable

  Rule: Whoever shares the address is opted in as well
    > If you opt in one of them, the status changes for all of them.

    Scenario: Both contacts of one address
      Given Ana Ruiz and Ben Cole share a Non-Marketable address
      When the user opts in Ana Ruiz
      Then Ana Ruiz is Opted-In
      And Ben Cole is Opted-In

    Scenario: The user learns of it in time
      > Before you confirm, the dialog names the others who share the address.

      Given Ana Ruiz and Ben Cole share a Non-Marketable address
      When the user goes to opt in Ana Ruiz
      Then the dialog names Ben Cole
