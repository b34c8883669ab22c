Feature: Opting in one contact

  Rule: The contact's page shows the status of each address
    > You see the status, and change it, on the contact's page.

    Scenario: Nine addresses of nine statuses
      Given these contacts:
        | name     | Email 1     | Email 2        | Email 3      |
        | Ana Ruiz | Opted-In    | Non-Marketable | Hard Bounce  |
        | Ben Cole | Invalid     | Confirmed      | Unsubscribed |
        | Cy Hall  | Soft Bounce | Spam Complaint | Unconfirmed  |
      When the user opts in Email 2 of Ana Ruiz
      And the user opts out Email 2 of Ben Cole
      Then the contacts' pages show these statuses:
        | name     | Email 1     | Email 2        | Email 3      |
        | Ana Ruiz | Opted-In    | Opted-In       | Hard Bounce  |
        | Ben Cole | Invalid     | Unsubscribed   | Unsubscribed |
        | Cy Hall  | Soft Bounce | Spam Complaint | Unconfirmed  |

  Rule: The search finds the contacts that match
    > Click **Search** to show the contacts that match.

    Scenario: Whole names, parts, addresses, other letters and spaces
      Given these contacts came in with permission:
        | name     | way    | Email 1            | Email 2             | Email 3           |
        | Ana Ruiz | import | blue@shop.example  |                     |                   |
        | Ana Cole | import | green@home.example |                     |                   |
        | Ben Ruiz | import |                    | Yellow@mail.example |                   |
        | Eva Lind | import | red@shop.example   |                     | dove@mail.example |
      When the user opens the list of contacts
      Then these searches find:
        | search     | contacts           |
        | Ana Ruiz   | Ana Ruiz           |
        | ana ruiz   | Ana Ruiz           |
        | RUIZ       | Ana Ruiz, Ben Ruiz |
        | " Ruiz "   | Ana Ruiz, Ben Ruiz |
        | an ru      | Ana Ruiz           |
        | uiz        | Ana Ruiz, Ben Ruiz |
        | Ruiz  Ana  | Ana Ruiz           |
        | green@home | Ana Cole           |
        | yellow     | Ben Ruiz           |
        | SHOP       | Ana Ruiz, Eva Lind |
        | dove       | Eva Lind           |
        | red_shop   |                    |
        | Ana Lind   |                    |

    Scenario: More matches than a page shows
      Given 120 Non-Marketable contacts
      And the Opted-In contact Ana Ruiz
      When the user searches the list of contacts for "contact"
      Then 120 contacts are listed

  Rule: Opt-in makes a Non-Marketable address Opted-In
    > or was opted in later.

    > The status goes from Non-Marketable to Opted-In.

    Scenario Outline: Opt-in of <field>
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
      When the user opts in <field> of Ana Ruiz
      Then <field> of Ana Ruiz is Opted-In

      Examples:
        | field   |
        | Email 1 |
        | Email 2 |
        | Email 3 |

  Rule: Bulk opt-in changes the status of many contacts together
    > To change the status of many contacts together, use bulk opt-in instead.

    Scenario: Bulk opt-in of 60 contacts
      Given 60 Non-Marketable contacts
      When the user opts in all Non-Marketable contacts in bulk
      Then 60 contacts are Opted-In

  Rule: An address gets campaigns after it was opted in
    > From now on the address gets broadcasts and sequence messages.

    Scenario: Broadcasts and a sequence after opt-in, in each field
      Given contacts with one Non-Marketable address, in Email 1, Email 2 and Email 3
      And the user opted in each of these addresses
      When the user tries to send each of them a message of each kind
      Then each of them has received:
        | one-to-one emails | broadcasts | sequence messages |
        | 1                 | 2          | 2                 |

  Rule: The other addresses of the contact keep their status
    > The other addresses of the contact keep the status that they have.

    Scenario Outline: Opt-in of <field>, next to two Non-Marketable addresses
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
      When the user opts in <field> of Ana Ruiz
      Then 2 of the addresses of Ana Ruiz are Non-Marketable

      Examples:
        | field   |
        | Email 1 |
        | Email 2 |
        | Email 3 |

    Scenario: Opt-in next to addresses of other statuses
      Given these contacts:
        | name     | Email 1        | Email 2     | Email 3      |
        | Ana Ruiz | Non-Marketable | Soft Bounce | Unsubscribed |
      When the user opts in Email 1 of Ana Ruiz
      Then the email statuses are:
        | name     | Email 1  | Email 2     | Email 3      |
        | Ana Ruiz | Opted-In | Soft Bounce | Unsubscribed |

  Rule: The permission note is kept in the consent history
    > The CRM keeps what you entered in the consent history.

    Scenario Outline: Opt-in of <field> with a permission note, and opt-out later: <note>
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
      And the user opted in <field> of Ana Ruiz with the permission note "<note>"
      When the user opts out <field> of Ana Ruiz
      Then the consent history of Ana Ruiz gives the reason "<note>" for "Non-Marketable → Opted-In"

      Examples:
        | field   | note                                                                                                                    |
        | Email 1 | Signed form at the counter                                                                                              |
        | Email 2 | She wrote on 5 May: “Yes, please!” (see letter <17> & the form that she signed at the fair in Köln, hall 4, stand B 12) |
        | Email 3 | Signed form at the counter                                                                                              |

  Rule: Opt-in needs a permission note
    > If you leave the field empty, nothing changes, and the dialog asks for it.

    Scenario Outline: Opt-in of <field> with the permission note "<note>"
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Non-Marketable | Non-Marketable | Non-Marketable |
      When the user tries to opt in <field> of Ana Ruiz with <note>
      Then the dialog asks how permission was given
      And all contacts are Non-Marketable

      Examples:
        | field   | note               |
        | Email 1 | no permission note |
        | Email 2 | no permission note |
        | Email 3 | only spaces        |

  Rule: Confirm Opt-In is at the bottom of the dialog
    > At the bottom of the dialog, click **Confirm Opt-In**.

    Scenario: Position of the button that confirms the opt-in
      Given the Non-Marketable contact Ana Ruiz
      When the user opens the opt-in dialog of Ana Ruiz
      Then the Confirm Opt-In button is at the bottom of the dialog

  Rule: Opt-in changes all contacts that share the address
    > If you opt in one of them, the status changes for all of them.

    Scenario: Four contacts have the address in different fields
      Given Ana Ruiz, Ben Cole, Cy Hall and Di Wood share a Non-Marketable address, in different fields
      When the user opts in Ana Ruiz
      Then all contacts are Opted-In

  Rule: The dialog names the other contacts that share the address
    > Before you confirm, the dialog names the other contacts that share the address.

    Scenario Outline: Five contacts share the address, which is <field> of <contact>
      Given Ana Ruiz, Ben Cole, Cy Hall, Di Wood and Eve Lind share a Non-Marketable address, in different fields
      And the Non-Marketable contact Flo Berg
      When the user opens the opt-in dialog of <contact>
      Then the dialog names only <others>

      Examples:
        | contact  | field   | others                                   |
        | Ana Ruiz | Email 1 | Ben Cole, Cy Hall, Di Wood and Eve Lind  |
        | Eve Lind | Email 2 | Ana Ruiz, Ben Cole, Cy Hall and Di Wood  |
        | Cy Hall  | Email 3 | Ana Ruiz, Ben Cole, Di Wood and Eve Lind |
