Feature: Opting out one contact

  Rule: Opt-out makes Non-Marketable and marketable addresses Unsubscribed
    > or a user opted the address out.

    > Non-Marketable and marketable addresses can be opted out;

    Scenario Outline: Opt-out on the contact's page
      Given the <status> contact Ana Ruiz
      When the user opts out Ana Ruiz
      Then Ana Ruiz is Unsubscribed

      Examples:
        | status         |
        | Non-Marketable |
        | Unconfirmed    |
        | Confirmed      |
        | Opted-In       |

  Rule: There is nothing to opt out of where no campaigns go
    > all others get no campaigns as it is.

    Scenario Outline: A contact who gets no campaigns
      Given the <status> contact Ana Ruiz
      When the user opens the page of Ana Ruiz
      Then the page offers no opt-out, because the address gets no campaigns as it is

      Examples:
        | status         |
        | Unsubscribed   |
        | Soft Bounce    |
        | Hard Bounce    |
        | Spam Complaint |
        | Invalid        |

  Rule: Who is opted out still gets one-to-one email
    > From then on the status is Unsubscribed: the address gets one-to-one email, but no broadcasts and no sequence
    > messages.

    Scenario: Every kind of email after opt-out
      Given the Opted-In contact Ana Ruiz
      And a sequence with a message after 1 day
      And the user opted out Ana Ruiz
      When the user sends Ana Ruiz a one-to-one email
      And the user sends a broadcast to all contacts
      And the user starts the sequence for all contacts
      And 1 day passes
      Then Ana Ruiz received exactly: one-to-one email

  Rule: An opt-out is final
    > **Important:** An opt-out cannot be taken back.

    Scenario: Right after the opt-out
      Given the Opted-In contact Ana Ruiz
      When the user opts out Ana Ruiz
      Then the page offers no opt-in, because an opt-out cannot be taken back
