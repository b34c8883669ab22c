Feature: Opting in one contact

  Rule: Opt-in on the contact's page makes a Non-Marketable address Opted-In
    > You see the status, and change it, on the contact's page.

    > or was opted in later.

    > The status goes from Non-Marketable to Opted-In.

    Scenario: One of two Non-Marketable contacts is opted in
      Given the Non-Marketable contact Ana Ruiz
      And the Non-Marketable contact Ben Cole
      When the user opts in Ana Ruiz
      Then Ana Ruiz is Opted-In
      But Ben Cole is Non-Marketable

  Rule: Bulk opt-in changes the status of many contacts together
    > To change the status of many contacts together, use bulk opt-in instead.

    Scenario: Bulk opt-in of three contacts
      Given 3 Non-Marketable contacts
      When the user opts in all Non-Marketable contacts in bulk
      Then 3 contacts are Opted-In

  Rule: An address gets campaigns after it was opted in
    > From now on the address gets broadcasts and sequence messages.

    Scenario: A broadcast and a sequence after opt-in
      Given the Non-Marketable contact Ana Ruiz
      And a sequence with a message after 1 day
      And the user opted in Ana Ruiz
      When the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then Ana Ruiz receives the broadcast
      And Ana Ruiz receives message 1 of the sequence

  Rule: The other addresses of the contact keep their status
    > The other addresses of the contact keep the status that they have.

    Scenario: Opt-in of the second of three addresses
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3      |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Unsubscribed |
      When the user opts in Email 2 of Ana Ruiz
      Then Email 2 of Ana Ruiz is Opted-In
      But Email 1 of Ana Ruiz is Non-Marketable
      And Email 3 of Ana Ruiz is Unsubscribed

  Rule: The permission note is kept in the consent history
    > The CRM keeps what you entered in the consent history.

    Scenario: Opt-in with a permission note
      Given the Non-Marketable contact Ana Ruiz
      When the user opts in Ana Ruiz with the permission note "Signed form at the counter"
      Then the newest entry in the consent history of Ana Ruiz is:
        | change                    | outcome | way  | reason                     |
        | Non-Marketable → Opted-In | Changed | Page | Signed form at the counter |

  Rule: Opt-in needs a permission note
    > If you leave the field empty, nothing changes, and the dialog asks for it.

    Scenario: Opt-in without a permission note
      Given the Non-Marketable contact Ana Ruiz
      When the user opts in Ana Ruiz without a permission note
      Then the dialog asks how permission was given
      And Ana Ruiz is Non-Marketable

  Rule: Opt-in changes all contacts that share the address
    > If you opt in one of them, the status changes for all of them.

    Scenario: One of three contacts with the same address is opted in
      Given Ana Ruiz, Ben Cole and Cy Hall share a Non-Marketable address
      When the user opts in Ana Ruiz
      Then Ana Ruiz is Opted-In
      And Ben Cole is Opted-In
      And Cy Hall is Opted-In

  Rule: The dialog names the other contacts that share the address
    > Before you confirm, the dialog names the other contacts that share the address.

    Scenario: Opt-in dialog of a contact who shares the address with two others
      Given Ana Ruiz, Ben Cole and Cy Hall share a Non-Marketable address
      When the user opens the opt-in dialog of Ana Ruiz
      Then the dialog names Ben Cole
      And the dialog names Cy Hall
