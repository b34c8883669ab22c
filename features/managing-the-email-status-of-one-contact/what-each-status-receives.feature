Feature: What each email status receives

  Rule: The email status decides which kinds of email a contact gets
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

    > Unconfirmed, Confirmed and Opted-In allow every kind of email, which is why these three are called marketable.

    Scenario Outline: Every kind of email to one contact
      Given the <status> contact Ana Ruiz
      And a sequence with a message after 1 day
      When the user tries to send Ana Ruiz a one-to-one email
      And the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then Ana Ruiz received exactly: <received>

      Examples:
        | status         | received                                 |
        | Non-Marketable | one-to-one email                         |
        | Unconfirmed    | one-to-one email, broadcast and sequence |
        | Confirmed      | one-to-one email, broadcast and sequence |
        | Opted-In       | one-to-one email, broadcast and sequence |
        | Unsubscribed   | one-to-one email                         |
        | Soft Bounce    | one-to-one email                         |
        | Hard Bounce    | nothing                                  |
        | Spam Complaint | nothing                                  |
        | Invalid        | nothing                                  |

  Rule: The contact's page says what each address may receive
    > For each address, the contact's page shows what it may receive, and the reason for every **No**.

    Scenario Outline: Before anything is sent
      Given the <status> contact Ana Ruiz
      When the user opens the page of Ana Ruiz
      Then the page promises the <status> address exactly: <received>

      Examples:
        | status         | received                                 |
        | Opted-In       | one-to-one email, broadcast and sequence |
        | Non-Marketable | one-to-one email                         |
        | Hard Bounce    | nothing                                  |

  Rule: Campaigns decide at the moment of sending
    > The CRM looks at the status at the moment of sending. Someone who unsubscribes in the middle of a sequence gets no
    > further messages of it.

    Scenario: A contact unsubscribes between two messages of a sequence
      Given the Opted-In contact Ana Ruiz
      And a sequence with messages after 1 day and 2 days
      And the sequence was started for Ana Ruiz 1 day ago
      When Ana Ruiz unsubscribes by the link in message 1 of the sequence
      And 2 days pass
      Then message 2 of the sequence is held for Ana Ruiz for being Unsubscribed
