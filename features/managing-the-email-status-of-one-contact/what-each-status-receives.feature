Feature: What each email status receives

  Rule: The email status decides which kinds of email an address gets
    > Every email address in the CRM has an email status, which decides what you may send to it.

    > Non-Marketable | Yes | No | No
    > Unconfirmed | Yes | Yes | Yes
    > Confirmed | Yes | Yes | Yes
    > Opted-In | Yes | Yes | Yes
    > Unsubscribed | Yes | No | No
    > Soft Bounce | Yes | No | No
    > Hard Bounce | No | No | No
    > Spam Complaint | No | No | No
    > Invalid | No | No | No

    > Unconfirmed, Confirmed and Opted-In allow every kind of email.

    > Marketable addresses get every kind of email already.

    > All others get no campaigns anyway.

    Scenario Outline: One message of each kind is sent
      Given the <status> contact Ana Ruiz
      And a sequence with a message after 1 day
      When the user tries to send Ana Ruiz a one-to-one email
      And the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then Ana Ruiz has received:
        | one-to-one emails | broadcasts | sequence messages |
        | <one-to-one>      | <broadcasts> | <sequence>        |

      Examples:
        | status         | one-to-one | broadcasts | sequence |
        | Non-Marketable | 1          | 0          | 0        |
        | Unconfirmed    | 1          | 1          | 1        |
        | Confirmed      | 1          | 1          | 1        |
        | Opted-In       | 1          | 1          | 1        |
        | Unsubscribed   | 1          | 0          | 0        |
        | Soft Bounce    | 1          | 0          | 0        |
        | Hard Bounce    | 0          | 0          | 0        |
        | Spam Complaint | 0          | 0          | 0        |
        | Invalid        | 0          | 0          | 0        |

  Rule: The contact's page shows what each address may receive, and why not
    > For each address, the contact's page shows what it may receive, and the reason for every **No**.

    Scenario: A contact with three addresses of different statuses
      Given these contacts:
        | name     | Email 1  | Email 2        | Email 3     |
        | Ana Ruiz | Opted-In | Non-Marketable | Hard Bounce |
      When the user opens the page of Ana Ruiz
      Then the page of Ana Ruiz shows what each address may receive:
        | address | one-to-one | broadcasts | sequences | reason for every No                                                   |
        | Email 1 | Yes        | Yes        | Yes       |                                                                       |
        | Email 2 | Yes        | No         | No        | The email status is Non-Marketable, which gets one-to-one email only. |
        | Email 3 | No         | No         | No        | The email status is Hard Bounce, which gets no email.                 |

  Rule: The CRM checks the status when it sends a message
    > The CRM checks the status when it sends a message. A contact who unsubscribes during a sequence gets no more of its
    > messages.

    Scenario: A contact unsubscribes between two messages of a sequence
      Given the Opted-In contact Ana Ruiz
      And a sequence with messages after 1 day and 2 days
      And the sequence was started for Ana Ruiz 1 day ago
      When Ana Ruiz unsubscribes with the link in message 1 of the sequence
      And 2 days pass
      Then message 2 of the sequence is held for Ana Ruiz because of the status Unsubscribed
