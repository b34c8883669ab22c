Feature: What each email status receives

  Rule: The email status decides which kinds of email a contact gets
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
        | Unconfirmed    | one-to-one email, broadcast and sequence |
        | Confirmed      | one-to-one email, broadcast and sequence |
        | Unsubscribed   | one-to-one email                         |
        | Soft Bounce    | one-to-one email                         |
        | Hard Bounce    | nothing                                  |
        | Spam Complaint | nothing                                  |
        | Invalid        | nothing                                  |

  Rule: Campaigns decide at the moment of sending
    Scenario: A contact unsubscribes between two messages of a sequence
      Given the Opted-In contact Ana Ruiz
      And a sequence with messages after 1 day and 2 days
      And the sequence was started for Ana Ruiz 1 day ago
      When Ana Ruiz unsubscribes by the link in message 1 of the sequence
      And 2 days pass
      Then message 2 of the sequence is held for Ana Ruiz for being Unsubscribed
