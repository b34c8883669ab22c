Feature: Addresses that cannot be opted in

  Rule: Only a Non-Marketable address can be opted in
    > Only a Non-Marketable address can be opted in.

    > If an address cannot be opted in, its section on the contact's page has no **Opt In** button. It gives the reason
    > instead:

    Scenario: A Non-Marketable contact
      Given the Non-Marketable contact Ana Ruiz
      When the user opens the page of Ana Ruiz
      Then the page of Ana Ruiz offers opt-in

    Scenario Outline: A contact with another status
      Given the <status> contact Ana Ruiz
      When the user opens the page of Ana Ruiz
      Then the page of Ana Ruiz offers no opt-in and gives the reason "<reason>"

      Examples:
        | status         | reason                                                                             |
        | Unconfirmed    | The address gets every kind of email already.                                      |
        | Confirmed      | The address gets every kind of email already.                                      |
        | Opted-In       | The address gets every kind of email already.                                      |
        | Unsubscribed   | An opt-out cannot be taken back.                                                   |
        | Soft Bounce    | The mail server refuses the address for now, and permission does not change that.  |
        | Hard Bounce    | The mail server refuses the address for good, and permission does not change that. |
        | Spam Complaint | The recipient reported a message as spam, and permission does not change that.     |
        | Invalid        | The address cannot exist, and permission does not change that.                     |

  Rule: An opt-out stays in force
    > An opt-out stays in force, on the contact's page as well as with bulk opt-in or an import with permission.

    Scenario: Contact's page of an Unsubscribed contact
      Given the Unsubscribed contact Ana Ruiz
      When the user opens the page of Ana Ruiz
      Then the page of Ana Ruiz offers no opt-in and gives the reason "An opt-out cannot be taken back."

    Scenario: Bulk opt-in of an Unsubscribed contact
      Given the Unsubscribed contact Ana Ruiz
      When the user opts in all contacts in bulk
      Then Ana Ruiz is Unsubscribed

    Scenario: Import of an Unsubscribed contact with permission
      Given the Unsubscribed contact Ana Ruiz
      When the user imports Ana Ruiz with permission
      Then Ana Ruiz is Unsubscribed

  Rule: An opt-in is refused if the address was opted out in the meantime
    > If an address is opted out while you are about to opt it in, your opt-in is refused.

    Scenario: Another user opts out the contact first
      Given the Non-Marketable contact Ana Ruiz
      And the user has opened the opt-in dialog of Ana Ruiz
      And another user has opted out Ana Ruiz in the meantime
      When the user confirms the opt-in
      Then the opt-in is refused because of the status Unsubscribed
      And Ana Ruiz is Unsubscribed

  Rule: Permission does not change a bounce
    > If the mail server refuses an address, temporarily or permanently, permission does not change that.

    Scenario Outline: Import of a bounced contact with permission
      Given the <status> contact Ana Ruiz
      When the user imports Ana Ruiz with permission
      Then Ana Ruiz is <status>

      Examples:
        | status      |
        | Soft Bounce |
        | Hard Bounce |

  Rule: Permission does not change a spam complaint or an invalid address
    > If the recipient reported a message as spam, or if the address cannot exist, permission does not change that either.

    Scenario Outline: Import of a contact who complained or has an invalid address
      Given the <status> contact Ana Ruiz
      When the user imports Ana Ruiz with permission
      Then Ana Ruiz is <status>

      Examples:
        | status         |
        | Spam Complaint |
        | Invalid        |
