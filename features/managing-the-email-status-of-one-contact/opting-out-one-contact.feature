Feature: Opting out one contact

  Rule: Opt-out makes Non-Marketable and marketable addresses Unsubscribed
    > or a user opted the address out.

    > Non-Marketable and marketable addresses can be opted out.

    Scenario Outline: Opt-out of a contact who is not Unsubscribed yet
      Given the <status> contact Ana Ruiz
      When the user opts out Ana Ruiz
      Then Ana Ruiz is Unsubscribed

      Examples:
        | status         |
        | Non-Marketable |
        | Unconfirmed    |
        | Confirmed      |
        | Opted-In       |

  Rule: Addresses of any other status get no campaigns anyway
    > All others get no campaigns anyway.

    Scenario Outline: A contact who gets no campaigns
      Given the <status> contact Ana Ruiz
      When the user sends a broadcast to all contacts
      Then Ana Ruiz is left out of the broadcast because of the status <status>
      And the page of Ana Ruiz offers no opt-out and gives the reason "The address gets no campaigns as it is."

      Examples:
        | status         |
        | Unsubscribed   |
        | Soft Bounce    |
        | Hard Bounce    |
        | Spam Complaint |
        | Invalid        |

  Rule: An address gets only one-to-one email after it was opted out
    > From then on the status is Unsubscribed: the address gets one-to-one email, but no broadcasts and no sequence
    > messages.

    Scenario: One message of each kind after opt-out
      Given the Opted-In contact Ana Ruiz
      And a sequence with a message after 1 day
      And the user opted out Ana Ruiz
      When the user sends Ana Ruiz a one-to-one email
      And the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then Ana Ruiz has received:
        | one-to-one emails | broadcasts | sequence messages |
        | 1                 | 0          | 0                 |
      And Ana Ruiz is Unsubscribed

  Rule: An opt-out cannot be undone
    > **Important:** An opt-out cannot be undone.

    Scenario: Contact's page after an opt-out
      Given the Opted-In contact Ana Ruiz
      When the user opts out Ana Ruiz
      Then the page of Ana Ruiz offers no opt-in and gives the reason "An opt-out cannot be taken back."

    Scenario: Sign-up after an opt-out
      Given the Opted-In contact Ana Ruiz
      And the user opted out Ana Ruiz
      When Ana Ruiz signs up with the form
      Then Ana Ruiz is Unsubscribed
