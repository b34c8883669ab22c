Feature: Opting out one contact

  Rule: Opt-out makes Non-Marketable and marketable addresses Unsubscribed
    > or a user opted the address out.

    > Non-Marketable and marketable addresses can be opted out.

    Scenario Outline: Opt-out of <field> with the status <status>
      Given these contacts:
        | name     | Email 1  | Email 2  | Email 3  |
        | Ana Ruiz | <status> | <status> | <status> |
      When the user opts out <field> of Ana Ruiz
      Then <field> of Ana Ruiz is Unsubscribed

      Examples:
        | status         | field   |
        | Non-Marketable | Email 1 |
        | Unconfirmed    | Email 2 |
        | Confirmed      | Email 3 |
        | Opted-In       | Email 1 |

    Scenario: Where the page offers opt-out
      Given a contact of each email status, with three addresses
      When the user looks for addresses that can be opted in or out
      Then the contacts' pages offer opt-out for the Non-Marketable, Unconfirmed, Confirmed and Opted-In addresses only

  Rule: Addresses of any other status get no campaigns anyway
    > All others get no campaigns anyway.

    Scenario: Three addresses of each of the other statuses
      Given these contacts:
        | name     | Email 1        | Email 2        | Email 3        |
        | Ana Ruiz | Unsubscribed   | Unsubscribed   | Unsubscribed   |
        | Ben Cole | Soft Bounce    | Soft Bounce    | Soft Bounce    |
        | Cy Hall  | Hard Bounce    | Hard Bounce    | Hard Bounce    |
        | Di Wood  | Spam Complaint | Spam Complaint | Spam Complaint |
        | Eve Lind | Invalid        | Invalid        | Invalid        |
        | Flo Berg | Confirmed      | Confirmed      | Confirmed      |
      And a sequence with messages after 1 day and 1 day
      And all contacts have the tag "Customers"
      When the user sends broadcasts to:
        | recipients     | address       |
        | All contacts   | First address |
        | All contacts   | Email 1       |
        | All contacts   | Email 2       |
        | All contacts   | Email 3       |
        | Tag: Customers | First address |
      And the user starts the sequence for all contacts
      And 1 day passes
      And 1 day passes
      Then these messages are received:
        | name     | address | broadcasts | sequence messages |
        | Flo Berg | Email 1 | 3          | 2                 |
        | Flo Berg | Email 2 | 1          | 0                 |
        | Flo Berg | Email 3 | 1          | 0                 |

  Rule: An address gets only one-to-one email after it was opted out
    > From then on the status is Unsubscribed: the address gets one-to-one email, but no broadcasts and no sequence
    > messages.

    Scenario: One message of each kind after opt-out, in each field
      Given contacts with one Opted-In address, in Email 1, Email 2 and Email 3
      And the user opted out each of these addresses
      When the user tries to send each of them a message of each kind
      Then each of them has received:
        | one-to-one emails | broadcasts | sequence messages |
        | 1                 | 0          | 0                 |
      And all contacts are Unsubscribed

  Rule: Confirm Opt-Out is at the bottom of the dialog
    > At the bottom of the dialog, click **Confirm Opt-Out**.

    Scenario: Position of the button that confirms the opt-out
      Given the Non-Marketable contact Ana Ruiz
      When the user opens the opt-out dialog of Ana Ruiz
      Then the Confirm Opt-Out button is at the bottom of the dialog

  Rule: An opt-out cannot be undone
    > **Important:** An opt-out cannot be undone.

    Scenario Outline: After the opt-out, <attempt>
      Given Ana Ruiz signed up with the form
      And a plugin that passes on permission
      And the user opted out Ana Ruiz
      When <attempt>
      Then Ana Ruiz is Unsubscribed
      And the page of Ana Ruiz offers no opt-in and gives the reason "An opt-out cannot be taken back."

      Examples:
        | attempt                                        |
        | Ana Ruiz confirms with the link in the email   |
        | Ana Ruiz signs up with the form                |
        | the user adds Ana Ruiz by hand with permission |
        | the plugin adds Ana Ruiz, who gave permission  |
        | the user imports Ana Ruiz with permission      |
        | the user opts in all contacts in bulk          |
        | the user imports Ana Ruiz without permission   |
